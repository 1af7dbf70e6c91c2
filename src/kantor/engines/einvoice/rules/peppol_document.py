"""Peppol BIS Billing 3: rules about the document as a whole - process, references, parties, totals, payment."""

from collections.abc import Iterator

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Invoice, Term
from kantor.engines.einvoice.rules.peppol_facts import ZERO, both_german, number, plain, process_of
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at

DOCUMENT = RuleSet("PEPPOL document")
UBL, CII = ("UBL",), ("CII",)
SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_DIRECT_DEBITS = ("49", "59")


def place_of(invoice: Invoice, part: str) -> Invoice | Term | None:
    """Where a rule about the document is judged: the root of UBL; the part of CII that its publisher names, None where that is missing."""
    return invoice if invoice.syntax == "UBL" else invoice.first(f"XML-{part}")


@DOCUMENT.rule("PEPPOL-EN16931-R001")
def _business_process_is_stated(invoice: Invoice) -> Iterator[Breach]:
    place = place_of(invoice, "ExchangedDocumentContext")
    if place and not invoice.has("BT-23"):
        yield at(place)


@DOCUMENT.rule("PEPPOL-EN16931-R007")
def _business_process_is_one_of_peppol(invoice: Invoice) -> Iterator[Breach]:
    place = place_of(invoice, "ExchangedDocumentContext")
    if place and not process_of(invoice):
        yield at(invoice.first("BT-23") or place, found=invoice.text("BT-23"))


@DOCUMENT.rule("PEPPOL-EN16931-R004")
def _specification_is_peppol(invoice: Invoice) -> Iterator[Breach]:
    place = place_of(invoice, "ExchangedDocumentContext")
    if place and not plain(invoice.text("BT-24")).startswith(SPECIFICATION):
        yield at(invoice.first("BT-24") or place, found=invoice.text("BT-24"))


@DOCUMENT.rule("PEPPOL-EN16931-R002", syntaxes=UBL)
def _one_note(invoice: Invoice) -> Iterator[Breach]:
    notes = invoice.sub("BG-1")
    if len(notes) > 1 and not both_german(invoice):
        yield at(notes[1], count=str(len(notes)))


@DOCUMENT.rule("PEPPOL-EN16931-R002", syntaxes=CII)
def _one_note_without_subject(invoice: Invoice) -> Iterator[Breach]:
    notes = invoice.sub("BG-1")
    if len(notes) > 1 or any(note.has("BT-21") for note in notes):
        yield at(notes[-1], count=str(len(notes)))


@DOCUMENT.rule("PEPPOL-EN16931-R003")
def _buyer_can_assign_the_invoice(invoice: Invoice) -> Iterator[Breach]:
    place = place_of(invoice, "ApplicableHeaderTradeAgreement")
    if place and not invoice.has("BT-10") and not invoice.has("BT-13"):
        yield at(place)


@DOCUMENT.rule("PEPPOL-EN16931-R005")
def _accounting_currency_is_another_one(invoice: Invoice) -> Iterator[Breach]:
    currency = plain(invoice.text("BT-5"))
    for term in invoice.all("BT-6"):
        if plain(term.value) == currency:
            yield at(term, found=term.value)


@DOCUMENT.rule("PEPPOL-EN16931-R006", syntaxes=CII)
def _one_invoiced_object(invoice: Invoice) -> Iterator[Breach]:
    objects = invoice.all("XML-ObjectReference")
    if len(objects) > 1:
        yield at(objects[1], count=str(len(objects)))


@DOCUMENT.rule("PEPPOL-EN16931-R080")
def _one_project(invoice: Invoice) -> Iterator[Breach]:
    projects = invoice.all("XML-ProjectReference")
    if len(projects) > 1:
        yield at(projects[1], count=str(len(projects)))


@DOCUMENT.rule("PEPPOL-EN16931-R010")
def _buyer_has_an_electronic_address(invoice: Invoice) -> Iterator[Breach]:
    for buyer in invoice.sub("BG-7"):
        if not buyer.has("BT-49"):
            yield at(buyer)


@DOCUMENT.rule("PEPPOL-EN16931-R020")
def _seller_has_an_electronic_address(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        if not seller.has("BT-34"):
            yield at(seller)


@DOCUMENT.rule("PEPPOL-EN16931-R053", syntaxes=UBL)
def _one_tax_total_with_breakdown(invoice: Invoice) -> Iterator[Breach]:
    totals = [total for total in invoice.all("XML-TaxTotal") if total.scheme == "breakdown"]
    if len(totals) != 1:
        yield at(totals[1] if totals else invoice, count=str(len(totals)))


@DOCUMENT.rule("PEPPOL-EN16931-R054", syntaxes=UBL)
def _one_tax_total_in_accounting_currency(invoice: Invoice) -> Iterator[Breach]:
    totals = [total for total in invoice.all("XML-TaxTotal") if total.scheme == "accounting"]
    if len(totals) != (1 if invoice.has("BT-6") else 0):
        yield at(totals[0] if totals else invoice, count=str(len(totals)))


@DOCUMENT.rule("PEPPOL-EN16931-R053", syntaxes=CII)
def _one_tax_total_in_invoice_currency(invoice: Invoice) -> Iterator[Breach]:
    settlement = place_of(invoice, "ApplicableHeaderTradeSettlement")
    count = len(totals_in(invoice, invoice.text("BT-5")))
    if settlement and count != 1:
        yield at(settlement, count=str(count))


@DOCUMENT.rule("PEPPOL-EN16931-R054", syntaxes=CII)
def _one_tax_total_in_another_currency(invoice: Invoice) -> Iterator[Breach]:
    settlement = place_of(invoice, "ApplicableHeaderTradeSettlement")
    currency = invoice.text("BT-5")
    others = [
        total for total in invoice.all("XML-TaxTotal") if total.scheme == "header" and total.unit and currency and total.unit != currency
    ]
    if settlement and len(others) != (1 if invoice.has("BT-6") else 0):
        yield at(settlement, count=str(len(others)))


@DOCUMENT.rule("PEPPOL-EN16931-R055")
def _tax_totals_have_the_same_sign(invoice: Invoice) -> Iterator[Breach]:
    place = place_of(invoice, "ApplicableHeaderTradeSettlement")
    if not place or not invoice.has("BT-6"):
        return
    ours, accounting = (
        [amount for term in totals_in(invoice, plain(invoice.text(id))) if (amount := number(term.value)) is not None]
        for id in ("BT-5", "BT-6")
    )
    # UBL lets a total of zero go with either sign, CII counts it as positive.
    owed = all(any(amount >= ZERO for amount in amounts) for amounts in (ours, accounting))
    back = all(any(amount < ZERO or (amount == ZERO and invoice.syntax == "UBL") for amount in amounts) for amounts in (ours, accounting))
    if not owed and not back:
        yield at(place)


def totals_in(invoice: Invoice, currency: str) -> list[Term]:
    """The VAT totals of the document stated in `currency`."""
    return [total for total in invoice.all("XML-TaxTotal") if total.unit == currency and total.scheme]


@DOCUMENT.rule("PEPPOL-EN16931-R061", syntaxes=UBL)
def _direct_debit_names_its_mandate(invoice: Invoice) -> Iterator[Breach]:
    for payment in invoice.sub("BG-16"):
        if plain(payment.text("BT-81")) in _DIRECT_DEBITS and not any(debit.has("BT-89") for debit in payment.sub("BG-19")):
            yield at(payment, code=payment.text("BT-81"))


@DOCUMENT.rule("PEPPOL-EN16931-R061", syntaxes=CII)
def _direct_debit_names_the_mandate_of_the_terms(invoice: Invoice) -> Iterator[Breach]:
    if invoice.has("XML-DirectDebitMandateID"):
        return
    for payment in invoice.sub("BG-16"):
        if plain(payment.text("BT-81")) in _DIRECT_DEBITS:
            yield at(payment, code=payment.text("BT-81"))


@DOCUMENT.rule("PEPPOL-EN16931-P0100")
def _invoice_type_fits_the_process(invoice: Invoice) -> Iterator[Breach]:
    if invoice.kind == "CreditNote" or process_of(invoice) != "01":
        return
    allowed = codes("PEPPOL-EN16931-P0100", invoice.syntax)
    for term in invoice.all("BT-3"):
        if plain(term.value) not in allowed:
            yield at(term, code=term.value)


@DOCUMENT.rule("PEPPOL-EN16931-P0101", syntaxes=UBL)
def _credit_note_type_fits_the_process(invoice: Invoice) -> Iterator[Breach]:
    if invoice.kind == "CreditNote" and process_of(invoice) == "01":
        for term in invoice.all("BT-3"):
            if plain(term.value) not in codes("PEPPOL-EN16931-P0101", "UBL"):
                yield at(term, code=term.value)


@DOCUMENT.rule("PEPPOL-EN16931-P0112", syntaxes=UBL)
def _german_invoice_types_stay_in_germany(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("BT-3"):
        if invoice.kind == "Invoice" and plain(term.value) in ("326", "384") and not both_german(invoice):
            yield at(term, code=term.value)
