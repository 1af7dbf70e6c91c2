"""Peppol BIS Billing 3: rules about single values wherever they stand - dates, currencies, codes, identifiers, empty elements."""

from collections.abc import Iterator
from datetime import date

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Invoice, Term
from kantor.engines.einvoice.rules.peppol_facts import plain
from kantor.engines.einvoice.rules.peppol_identifiers import SCHEMES, Scheme
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

VALUES = RuleSet("PEPPOL values")
UBL, CII = ("UBL",), ("CII",)
# VAT exemption reason code -> the VAT category it belongs to, and the rule that says so.
_EXEMPTIONS = {
    "VATEX-EU-G": ("G", "PEPPOL-EN16931-P0104"),
    "VATEX-EU-O": ("O", "PEPPOL-EN16931-P0105"),
    "VATEX-EU-IC": ("K", "PEPPOL-EN16931-P0106"),
    "VATEX-EU-AE": ("AE", "PEPPOL-EN16931-P0107"),
    "VATEX-EU-D": ("E", "PEPPOL-EN16931-P0108"),
    "VATEX-EU-F": ("E", "PEPPOL-EN16931-P0109"),
    "VATEX-EU-I": ("E", "PEPPOL-EN16931-P0110"),
    "VATEX-EU-J": ("E", "PEPPOL-EN16931-P0111"),
}


@VALUES.rule("PEPPOL-EN16931-R008", syntaxes=UBL)
def nothing_is_empty(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-Empty"):
        yield at(term, element=term.path.rpartition("/")[2])


@VALUES.rule("PEPPOL-EN16931-R051", syntaxes=UBL)
def _amounts_are_in_invoice_currency(invoice: Invoice) -> Iterator[Breach]:
    currency = invoice.text("BT-5") if invoice.has("BT-5") else None
    for term in invoice.all("XML-Amount"):
        if term.scheme != "accounting" and (term.unit is None or term.unit != currency):
            yield at(term, found=term.unit or "", expected=currency or "")


@VALUES.rule("PEPPOL-EN16931-CL001")
def _attachments_have_an_admitted_type(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-Attachment"):
        if term.unit is not None and term.unit not in codes("PEPPOL-EN16931-CL001", invoice.syntax):
            yield at(term, code=term.unit)


@VALUES.rule("PEPPOL-EN16931-CL002")
def _allowance_reasons_are_codes(invoice: Invoice) -> Iterator[Breach]:
    yield from _reasons(invoice, "false", codes("PEPPOL-EN16931-CL002", invoice.syntax))


@VALUES.rule("PEPPOL-EN16931-CL003")
def _charge_reasons_are_codes(invoice: Invoice) -> Iterator[Breach]:
    yield from _reasons(invoice, "true", codes("PEPPOL-EN16931-CL003", invoice.syntax))


def _reasons(invoice: Invoice, indicator: str, allowed: frozenset[str]) -> Iterator[Breach]:
    groups = invoice.sub("XML-AllowanceCharge")
    if invoice.syntax == "UBL":
        groups = [*groups, *invoice.sub("XML-PriceAllowance")]
    for group in groups:
        if plain(group.text("XML-Indicator")) == indicator:
            for term in group.all("XML-ReasonCode"):
                if plain(term.value) not in allowed:
                    yield at(term, code=term.value)


@VALUES.rule("PEPPOL-EN16931-CL006", syntaxes=UBL)
def _tax_points_are_codes(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-PeriodCode"):
        if plain(term.value) not in codes("PEPPOL-EN16931-CL006", invoice.syntax):
            yield at(term, code=term.value)


@VALUES.rule("PEPPOL-EN16931-CL007")
def _currencies_are_codes(invoice: Invoice) -> Iterator[Breach]:
    # In CII only the VAT totals need to name their currency.
    for term in invoice.all("XML-Amount" if invoice.syntax == "UBL" else "XML-TaxTotal"):
        if term.unit not in codes("PEPPOL-EN16931-CL007", invoice.syntax) and (term.unit is not None or invoice.syntax == "UBL"):
            yield at(term, code=term.unit or "")


@VALUES.rule("PEPPOL-EN16931-CL008")
def _address_schemes_are_codes(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-Endpoint"):
        if term.scheme not in codes("PEPPOL-EN16931-CL008", invoice.syntax):
            yield at(term, code=term.scheme or "")


@VALUES.rule("PEPPOL-EN16931-F001")
def _dates_are_dates(invoice: Invoice) -> Iterator[Breach]:
    is_date = _is_iso_date if invoice.syntax == "UBL" else _is_compact_date
    for term in invoice.all("XML-Date"):
        if not is_date(term):
            yield at(term, found=term.value)


def _is_iso_date(term: Term) -> bool:
    if len(term.value) != 10:
        return False
    try:
        date.fromisoformat(term.value)
    except ValueError:
        return False
    return term.value[4] == "-" == term.value[7]


def _is_compact_date(term: Term) -> bool:
    text = term.value
    digits = len(text) == 8 and text.isascii() and text.isdigit()
    return digits and text.startswith("20") and plain(term.scheme or "") == "102"


def _fits_category(code: str, category: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for term in invoice.all("XML-Exemption"):
            if plain(term.value).upper() == code and term.scheme != category:
                yield at(term, code=code, category=term.scheme or "", expected=category)

    return judge


for _code, (_category, _rule) in _EXEMPTIONS.items():
    VALUES.add(_rule, _fits_category(_code, _category), syntaxes=UBL)


def _is_valid_identifier(scheme: Scheme) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for id in ("XML-Endpoint",) if scheme.only_endpoints else ("XML-Endpoint", "XML-Identifier"):
            for term in invoice.all(id):
                if term.scheme == scheme.code and not scheme.is_valid(plain(term.value)):
                    yield at(term, found=plain(term.value), scheme=scheme.code)

    return judge


for _scheme in SCHEMES:
    VALUES.add(_scheme.rule, _is_valid_identifier(_scheme), _scheme.severity, _scheme.syntaxes)
