"""National rules of Denmark within Peppol BIS Billing 3."""

import re
from collections.abc import Callable, Iterator

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.peppol_facts import ZERO, buyer_country, number, plain, seller_country
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

RULES = RuleSet("PEPPOL Denmark")
UBL, CII = ("UBL",), ("CII",)
_UNSPSC_VERSIONS = ("19.05.01", "19.0501", "26.08.01", "26.0801")
_GIRO, _FIK = ("01#", "04#", "15#"), ("71#", "73#", "75#")
_DIGITS_OF_GIRO = re.compile("[0-9]{7,8}")


def applies(invoice: Invoice) -> bool:
    return seller_country(invoice) == "DK"


def _within_denmark(invoice: Invoice) -> bool:
    return buyer_country(invoice) == "DK"


@RULES.rule("DK-R-002")
def _seller_states_its_legal_registration(invoice: Invoice) -> Iterator[Breach]:
    if not any(term.value for seller in invoice.sub("BG-4") for term in seller.all("BT-30")):
        yield at(invoice.one("BG-4") or invoice)


@RULES.rule("DK-R-014")
def _legal_registration_is_a_cvr_number(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        for term in seller.all("BT-30"):
            if plain(term.scheme or "") != "0184":
                yield at(term, found=term.scheme or "")


@RULES.rule("DK-R-016")
def _credit_note_is_not_negative(invoice: Invoice) -> Iterator[Breach]:
    credit_note = invoice.kind == "CreditNote" if invoice.syntax == "UBL" else plain(invoice.text("BT-3")) == "381"
    amount = number(invoice.text("BT-115"))
    if credit_note and _within_denmark(invoice) and amount is not None and amount < ZERO:
        yield at(invoice.first("BT-115") or invoice, found=invoice.text("BT-115"))


@RULES.rule("DK-R-013")
def _party_identifiers_name_their_scheme(invoice: Invoice) -> Iterator[Breach]:
    if not _within_denmark(invoice):
        return
    for party_id, id in (("BG-4", "BT-29"), ("BG-7", "BT-46")):
        for party in invoice.sub(party_id):
            for term in party.all(id):
                # In CII only GlobalID can name a scheme, ram:ID cannot.
                if not plain(term.scheme or "") and (invoice.syntax == "UBL" or "GlobalID" in term.path):
                    yield at(term, found=term.value)


@RULES.rule("DK-R-003", "warning")
def _classification_is_a_current_unspsc(invoice: Invoice) -> Iterator[Breach]:
    if not _within_denmark(invoice):
        return
    for line in invoice.sub("BG-25"):
        terms = [term for item in line.sub("BG-31") for term in item.all("BT-158")]
        unspsc = [term for term in terms if term.scheme == "TST"]
        if unspsc and not any(term.version in _UNSPSC_VERSIONS for term in terms):
            yield at(unspsc[0], line=line.text("BT-126"), found=unspsc[0].version or "")


@RULES.rule("DK-R-004")
def _other_taxes_name_their_category(invoice: Invoice) -> Iterator[Breach]:
    if not _within_denmark(invoice):
        return
    groups = [*invoice.sub("XML-AllowanceCharge"), *(invoice.sub("XML-PriceAllowance") if invoice.syntax == "UBL" else ())]
    for group in groups:
        if any(term.value == "ZZZ" for term in group.all("XML-ReasonCode")) and not _names_a_tax(group.text("XML-Reason")):
            yield at(group, found=group.text("XML-Reason"))


def _names_a_tax(reason: str) -> bool:
    """Four digits, or words with a # that stands neither first nor last."""
    figure = number(reason)
    if len(plain(reason)) == 4 and figure is not None and ZERO <= figure <= 9999:
        return True
    return "#" in reason and not reason.startswith("#") and not reason.endswith("#")


def _payment(code: str | tuple[str, ...], is_fine: Callable[[Invoice, Group], bool]) -> Judge:
    """A rule about payment means of the given code(s) of invoices within Denmark; UBL credit notes are not judged."""
    meant = (code,) if isinstance(code, str) else code

    def judge(invoice: Invoice) -> Iterator[Breach]:
        if not _within_denmark(invoice) or invoice.kind == "CreditNote":
            return
        for payment in invoice.sub("BG-16"):
            if payment.text("BT-81") in meant and not is_fine(invoice, payment):
                yield at(payment, code=payment.text("BT-81"), found=payment.text("BT-83"))

    return judge


@RULES.rule("DK-R-005")
def _payment_means_is_used_in_denmark(invoice: Invoice) -> Iterator[Breach]:
    if not _within_denmark(invoice) or invoice.kind == "CreditNote":
        return
    for payment in invoice.sub("BG-16"):
        if payment.text("BT-81") not in codes("DK-R-005", invoice.syntax):
            yield at(payment, code=payment.text("BT-81"))


def _account(payment: Group) -> Group:
    return payment.one("BG-17") or payment


def _names_bank_and_account(invoice: Invoice, payment: Group) -> bool:
    account = _account(payment)
    bank = account.text("BT-86") or payment.text("CII-BICID")
    return bool(account.text("BT-84") and bank)


def _names_mandate_and_account(invoice: Invoice, payment: Group) -> bool:
    debit = payment.one("BG-19")
    return debit is not None and bool(debit.text("BT-89") and debit.text("BT-91"))


def _names_mandate_and_creditor(invoice: Invoice, payment: Group) -> bool:
    """CII: Peppol looks for the mandate in payment terms below the payment means, not in those of the document."""
    mandates = [term for term in invoice.all("XML-DirectDebitMandateID") if "SpecifiedTradeSettlementPaymentMeans" in term.path]
    creditors = invoice.all("XML-CreditorReferenceID")
    return any(plain(term.value) for term in mandates) and any(plain(term.value) for term in creditors)


def _is_giro(invoice: Invoice, payment: Group) -> bool:
    account = _account(payment).text("BT-84")
    fits = _DIGITS_OF_GIRO.fullmatch(account) is not None if invoice.syntax == "UBL" else len(account) == 7
    return payment.text("BT-83").startswith(_GIRO) and fits


def _has_giro_instruction(invoice: Invoice, payment: Group) -> bool:
    text = payment.text("BT-83")
    return not text.startswith(("04#", "15#")) or len(text) == 19


def _is_fik(invoice: Invoice, payment: Group) -> bool:
    return payment.text("BT-83").startswith(_FIK) and len(_account(payment).text("BT-84")) == 8


def _has_fik_instruction(invoice: Invoice, payment: Group) -> bool:
    text = payment.text("BT-83")
    return not text.startswith(("71#", "75#")) or len(text) in (18, 19)


RULES.add("DK-R-006", _payment(("31", "42"), _names_bank_and_account))
RULES.add("DK-R-007", _payment("49", _names_mandate_and_account), syntaxes=UBL)
RULES.add("DK-R-007", _payment("49", _names_mandate_and_creditor), syntaxes=CII)
RULES.add("DK-R-008", _payment("50", _is_giro))
RULES.add("DK-R-009", _payment("50", _has_giro_instruction))
RULES.add("DK-R-010", _payment("93", _is_fik))
RULES.add("DK-R-011", _payment("93", _has_fik_instruction))
