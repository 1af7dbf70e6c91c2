"""National rules of Iceland within Peppol BIS Billing 3; published for UBL only."""

from collections.abc import Iterator
from datetime import date

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.peppol_facts import buyer_country, plain, seller_country
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

RULES = RuleSet("PEPPOL Iceland")
UBL = ("UBL",)


def applies(invoice: Invoice) -> bool:
    return seller_country(invoice) == "IS"


@RULES.rule("IS-R-001", "warning", UBL)
def _type_is_invoice_or_credit_note(invoice: Invoice) -> Iterator[Breach]:
    if plain(invoice.text("BT-3")) not in ("380", "381"):
        yield at(invoice.first("BT-3") or invoice, code=invoice.text("BT-3"))


def _party_has_kennitala(party_id: str, id: str, of_buyer: bool) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        if of_buyer and buyer_country(invoice) != "IS":
            return
        if not any(term.scheme == "0196" for party in invoice.sub(party_id) for term in party.all(id)):
            yield at(invoice.one(party_id) or invoice)

    return judge


def _party_has_street_and_post_code(party_id: str, address_id: str, ids: tuple[str, str], of_buyer: bool) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        if of_buyer and buyer_country(invoice) != "IS":
            return
        addresses = [address for party in invoice.sub(party_id) for address in party.sub(address_id)]
        if not all(any(address.has(id) for address in addresses) for id in ids):
            yield at(addresses[0] if addresses else invoice.one(party_id) or invoice)

    return judge


RULES.add("IS-R-002", _party_has_kennitala("BG-4", "BT-30", of_buyer=False), syntaxes=UBL)
RULES.add("IS-R-003", _party_has_street_and_post_code("BG-4", "BG-5", ("BT-35", "BT-38"), of_buyer=False), syntaxes=UBL)
RULES.add("IS-R-004", _party_has_kennitala("BG-7", "BT-47", of_buyer=True), syntaxes=UBL)
RULES.add("IS-R-005", _party_has_street_and_post_code("BG-7", "BG-8", ("BT-50", "BT-53"), of_buyer=True), syntaxes=UBL)


def _account_has_twelve_characters(code: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for payment in invoice.sub("BG-16"):
            if payment.text("BT-81") == code:
                account = payment.one("BG-17")
                found = plain(account.text("BT-84")) if account else ""
                if len(found) != 12:
                    yield at(payment, code=code, found=found)

    return judge


RULES.add("IS-R-006", _account_has_twelve_characters("9"), syntaxes=UBL)
RULES.add("IS-R-007", _account_has_twelve_characters("42"), syntaxes=UBL)


def _final_due_dates(invoice: Invoice) -> list[Group]:
    """Supporting documents that carry the last date of payment, called EINDAGI."""
    return [document for document in invoice.sub("BG-24") if any(term.value == "EINDAGI" for term in document.all("BT-123"))]


@RULES.rule("IS-R-008", syntaxes=UBL)
def _final_due_date_is_a_date(invoice: Invoice) -> Iterator[Breach]:
    for document in _final_due_dates(invoice):
        text = document.text("BT-122")
        try:
            fine = len(text) == 10 and bool(date.fromisoformat(text))
        except ValueError:
            fine = False
        if not fine:
            yield at(document, found=text)


@RULES.rule("IS-R-009", syntaxes=UBL)
def _final_due_date_comes_with_a_due_date(invoice: Invoice) -> Iterator[Breach]:
    documents = _final_due_dates(invoice)
    if documents and not invoice.has("BT-9"):
        yield at(documents[0])


@RULES.rule("IS-R-010", syntaxes=UBL)
def _final_due_date_is_not_before_the_due_date(invoice: Invoice) -> Iterator[Breach]:
    documents = _final_due_dates(invoice)
    due_on = invoice.text("BT-9")
    if documents and not (due_on and any(due_on <= document.text("BT-122") for document in documents)):
        yield at(documents[0], found=documents[0].text("BT-122"), limit=due_on)
