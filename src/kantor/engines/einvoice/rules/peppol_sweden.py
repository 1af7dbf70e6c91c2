"""National rules of Sweden within Peppol BIS Billing 3."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.peppol_facts import buyer_country, number, plain, seller_country, vat_identifiers
from kantor.engines.einvoice.rules.peppol_identifiers import has_swedish_check_digit
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at

RULES = RuleSet("PEPPOL Sweden")
_RATES = (Decimal(25), Decimal(12), Decimal(6))
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
# Where VAT categories with their rates stand: the group, and the group inside it or ''.
_CATEGORIES = (
    ("BG-20", "", "BT-95", "BT-96"),
    ("BG-21", "", "BT-102", "BT-103"),
    ("BG-23", "", "BT-118", "BT-119"),
    ("BG-25", "BG-30", "BT-151", "BT-152"),
)


def applies(invoice: Invoice) -> bool:
    return seller_country(invoice) == "SE"


def _swedish_vat_numbers(invoice: Invoice) -> list[Term]:
    return [term for term in vat_identifiers(invoice, "BG-4", "BT-31") if term.value[:2] == "SE"]


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


@RULES.rule("SE-R-001")
def _vat_number_has_fourteen_characters(invoice: Invoice) -> Iterator[Breach]:
    for term in _swedish_vat_numbers(invoice):
        if len(plain(term.value)) != 14:
            yield at(term, found=term.value)


@RULES.rule("SE-R-002")
def _vat_number_ends_in_digits(invoice: Invoice) -> Iterator[Breach]:
    for term in _swedish_vat_numbers(invoice):
        if not _is_number(term.value[2:14]):
            yield at(term, found=term.value)


def _organisation_numbers(invoice: Invoice) -> list[Term]:
    return [term for seller in invoice.sub("BG-4") for term in seller.all("BT-30")]


@RULES.rule("SE-R-003")
def _organisation_number_is_numeric(invoice: Invoice) -> Iterator[Breach]:
    for term in _organisation_numbers(invoice):
        if not _is_number(term.value):
            yield at(term, found=term.value)


@RULES.rule("SE-R-004")
def _organisation_number_has_ten_characters(invoice: Invoice) -> Iterator[Breach]:
    for term in _organisation_numbers(invoice):
        if len(plain(term.value)) != 10:
            yield at(term, found=term.value)


@RULES.rule("SE-R-013")
def _organisation_number_has_its_check_digit(invoice: Invoice) -> Iterator[Breach]:
    for term in _organisation_numbers(invoice):
        if not has_swedish_check_digit(plain(term.value)):
            yield at(term, found=term.value)


@RULES.rule("SE-R-005")
def _tax_registration_is_f_tax(invoice: Invoice) -> Iterator[Breach]:
    if _organisation_numbers(invoice):
        for seller in invoice.sub("BG-4"):
            for term in seller.all("BT-32"):
                if plain(term.value.upper()) != "GODKÄND FÖR F-SKATT":
                    yield at(term, found=term.value)


@RULES.rule("SE-R-006")
def _rates_are_swedish(invoice: Invoice) -> Iterator[Breach]:
    if not _swedish_vat_numbers(invoice):
        return
    for outer, inner, category_id, rate_id in _CATEGORIES:
        for group in invoice.sub(outer):
            for place in group.sub(inner) if inner else (group,):
                # UBL judges the standard rate only, CII every category.
                judged = place.text(category_id) == "S" if invoice.syntax == "UBL" else place.has(category_id) or place.has(rate_id)
                if judged and number(place.text(rate_id)) not in _RATES:
                    yield at(place.first(rate_id) or place, found=place.text(rate_id))


def _giro_accounts(invoice: Invoice, kind: str) -> Iterator[Term]:
    for payment in invoice.sub("BG-16"):
        if plain(payment.text("BT-81")) != "30":
            continue
        for account in payment.sub("BG-17"):
            if plain(account.text("BT-86") or payment.text("CII-BICID")) == kind:
                yield from _account_numbers(invoice, account)


def _account_numbers(invoice: Invoice, account: Group) -> Iterator[Term]:
    """In CII a giro number stands in ProprietaryID, an IBAN beside it is not judged."""
    for term in account.all("BT-84"):
        if invoice.syntax == "UBL" or "ProprietaryID" in term.path:
            yield term


@RULES.rule("SE-R-007", "warning")
def _plusgiro_is_numeric(invoice: Invoice) -> Iterator[Breach]:
    for term in _giro_accounts(invoice, "SE:PLUSGIRO"):
        if not _is_number(term.value):
            yield at(term, found=term.value)


@RULES.rule("SE-R-008", "warning")
def _bankgiro_is_numeric(invoice: Invoice) -> Iterator[Breach]:
    for term in _giro_accounts(invoice, "SE:BANKGIRO"):
        if not _is_number(term.value):
            yield at(term, found=term.value)


@RULES.rule("SE-R-009", "warning")
def _bankgiro_has_seven_or_eight_characters(invoice: Invoice) -> Iterator[Breach]:
    for term in _giro_accounts(invoice, "SE:BANKGIRO"):
        if len(plain(term.value)) not in (7, 8):
            yield at(term, found=term.value)


@RULES.rule("SE-R-010", "warning")
def _plusgiro_has_two_to_eight_characters(invoice: Invoice) -> Iterator[Breach]:
    for term in _giro_accounts(invoice, "SE:PLUSGIRO"):
        if not 2 <= len(plain(term.value)) <= 8:
            yield at(term, found=term.value)


@RULES.rule("SE-R-011", "warning")
def _giro_is_written_as_credit_transfer(invoice: Invoice) -> Iterator[Breach]:
    for payment in invoice.sub("BG-16"):
        if plain(payment.text("BT-81")) in ("50", "56"):
            yield at(payment, code=payment.text("BT-81"))


@RULES.rule("SE-R-012", "warning")
def _domestic_transfer_has_code_30(invoice: Invoice) -> Iterator[Breach]:
    if buyer_country(invoice) == "SE":
        for payment in invoice.sub("BG-16"):
            if plain(payment.text("BT-81")) == "31":
                yield at(payment, code="31")
