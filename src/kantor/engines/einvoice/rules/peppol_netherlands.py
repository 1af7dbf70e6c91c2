"""National rules of the Netherlands within Peppol BIS Billing 3."""

from collections.abc import Iterator

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.peppol_facts import ZERO, address_text, buyer_country, number, plain, seller_country
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

RULES = RuleSet("PEPPOL Netherlands")
_CREDIT_NOTES = ("81", "83", "381", "396", "532")
_PAYMENT_MEANS = ("30", "48", "49", "57", "58", "59")
_REGISTERS = ("0106", "0190")


def applies(invoice: Invoice) -> bool:
    return seller_country(invoice).upper() == "NL"


def _with_dutch_buyer(invoice: Invoice) -> bool:
    return buyer_country(invoice).upper() == "NL"


@RULES.rule("NL-R-001")
def _credit_note_names_its_invoice(invoice: Invoice) -> Iterator[Breach]:
    kind = invoice.first("BT-3")
    credit_note = invoice.kind == "CreditNote" if invoice.syntax == "UBL" else plain(invoice.text("BT-3")) in _CREDIT_NOTES
    if kind and credit_note and not any(preceding.has("BT-25") for preceding in invoice.sub("BG-3")):
        yield at(kind, code=kind.value)


def _address_is_complete(party_id: str, address_id: str, ids: tuple[str, str, str], country_id: str) -> Judge:
    """Street, city and post code stand in a Dutch address."""

    def judge(invoice: Invoice) -> Iterator[Breach]:
        if address_text(invoice, party_id, address_id, country_id).upper() != "NL":
            return
        for party in invoice.sub(party_id):
            for address in party.sub(address_id):
                missing = [id for id in ids if not address.has(id)]
                if missing:
                    yield at(address, missing=", ".join(missing))

    return judge


RULES.add("NL-R-002", _address_is_complete("BG-4", "BG-5", ("BT-35", "BT-37", "BT-38"), "BT-40"))
RULES.add("NL-R-004", _address_is_complete("BG-7", "BG-8", ("BT-50", "BT-52", "BT-53"), "BT-55"))
RULES.add("NL-R-006", _address_is_complete("BG-11", "BG-12", ("BT-64", "BT-66", "BT-67"), "BT-69"))


def _registrations(parties: list[Group], id: str) -> Iterator[Breach]:
    for party in parties:
        for term in party.all(id):
            if plain(term.scheme or "") not in _REGISTERS or not term.value:
                yield at(term, found=term.value, scheme=term.scheme or "")


@RULES.rule("NL-R-003")
def _seller_is_registered(invoice: Invoice) -> Iterator[Breach]:
    yield from _registrations(invoice.sub("BG-4"), "BT-30")


@RULES.rule("NL-R-005")
def _dutch_buyer_is_registered(invoice: Invoice) -> Iterator[Breach]:
    if _with_dutch_buyer(invoice):
        yield from _registrations(invoice.sub("BG-7"), "BT-47")


@RULES.rule("NL-R-007")
def _payment_means_is_stated(invoice: Invoice) -> Iterator[Breach]:
    totals = invoice.first("BT-115")
    if invoice.sub("BG-16") or (totals is None and not invoice.sub("UBL-LegalMonetaryTotal")):
        return
    amount = number(invoice.text("BT-115"))
    credit_note = invoice.kind == "CreditNote" if invoice.syntax == "UBL" else plain(invoice.text("BT-3")) == "381"
    nothing_to_pay = amount is not None and (amount >= ZERO if credit_note else amount <= ZERO)
    if not nothing_to_pay:
        yield at(totals or invoice, amount=invoice.text("BT-115"))


@RULES.rule("NL-R-008")
def _payment_means_is_used_in_the_netherlands(invoice: Invoice) -> Iterator[Breach]:
    if _with_dutch_buyer(invoice):
        for payment in invoice.sub("BG-16"):
            if plain(payment.text("BT-81")) not in _PAYMENT_MEANS:
                yield at(payment, code=payment.text("BT-81"))


@RULES.rule("NL-R-009")
def _order_line_belongs_to_an_order(invoice: Invoice) -> Iterator[Breach]:
    if not invoice.has("BT-13"):
        for line in invoice.sub("BG-25"):
            for term in line.all("BT-132"):
                yield at(term, line=line.text("BT-126"), found=term.value)
