"""The German rules: published as BR-DE-* for XRechnung and as DE-R-* within Peppol BIS Billing 3, judged by the same functions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.peppol_facts import plain
from kantor.engines.einvoice.rules.rule import Breach, Judge, at, only_with
from kantor.engines.einvoice.rules.xrechnung_payment import (
    account_is_an_iban,
    card_has_its_group,
    card_has_no_other_group,
    debit_has_its_group,
    debit_has_no_other_group,
    debit_names_its_account,
    debit_names_its_creditor,
    debited_account_is_an_iban,
    skonto_is_written_as_agreed,
    transfer_has_its_group,
    transfer_has_no_other_group,
)

_TAXED = frozenset({"S", "Z", "E", "AE", "K", "G", "L", "M"})
_WORD = r"[a-zA-Z0-9!#$%&\"*+/=?^_`{|}~-]+"
_LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
_MAIL = re.compile(rf"{_WORD}(\.{_WORD})*@({_LABEL}\.)+{_LABEL}")


def required(parties: tuple[str, ...], id: str) -> Judge:
    """A term that must not be empty in any group at the end of this path of groups; where the group is missing nothing is judged."""

    @only_with(parties[-1])
    def judge(invoice: Invoice) -> Iterator[Breach]:
        groups: list[Group] = [invoice]
        for step in parties:
            groups = [below for group in groups for below in group.sub(step)]
        for group in groups:
            if not any(term.value for term in group.all(id)):
                yield at(group)

    return judge


def payment_instructions_are_given(invoice: Invoice) -> Iterator[Breach]:
    if not invoice.sub("BG-16"):
        yield at(invoice)


def seller_has_a_contact(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        if not seller.sub("BG-6"):
            yield at(seller)


def buyer_reference_is_given(invoice: Invoice) -> Iterator[Breach]:
    if not any(term.value for term in invoice.all("BT-10")):
        yield at(invoice)


def seller_has_a_tax_number(invoice: Invoice) -> Iterator[Breach]:
    """Whoever charges VAT, or names why not, states a tax number or a representative."""
    used = {term.value for line in invoice.sub("BG-25") for tax in line.sub("BG-30") for term in tax.all("BT-151")}
    if invoice.syntax == "UBL":
        used |= {term.value for group in invoice.sub("BG-20") for term in group.all("BT-95")}
        used |= {term.value for group in invoice.sub("BG-21") for term in group.all("BT-102")}
    if not used & _TAXED or invoice.sub("BG-11"):
        return
    if not any(term.value for seller in invoice.sub("BG-4") for id in ("BT-31", "BT-32") for term in seller.all(id)):
        yield at(invoice.one("BG-4") or invoice, category=", ".join(sorted(used & _TAXED)))


def type_is_used_in_germany(invoice: Invoice) -> Iterator[Breach]:
    if plain(invoice.text("BT-3")) not in codes("BR-DE-17", invoice.syntax):
        yield at(invoice.first("BT-3") or invoice, code=invoice.text("BT-3"))


@only_with("XML-Attachment")
def file_names_are_unique(invoice: Invoice) -> Iterator[Breach]:
    seen: set[str] = set()
    for term in invoice.all("XML-Attachment"):
        if term.name is not None:
            if term.name in seen:
                yield at(term, name=term.name)
            seen.add(term.name)


def correction_names_its_invoice(invoice: Invoice) -> Iterator[Breach]:
    # A billing reference that names no document at all is read as an empty group at its own place.
    if plain(invoice.text("BT-3")) == "384" and not any("Document" in preceding.path for preceding in invoice.sub("BG-3")):
        yield at(invoice.first("BT-3") or invoice)


def telephone_has_three_digits(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        for contact in seller.sub("BG-6"):
            if sum("0" <= sign <= "9" for sign in contact.text("BT-42")) < 3:
                yield at(contact.first("BT-42") or contact, found=contact.text("BT-42"))


def mail_address_is_one(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        for contact in seller.sub("BG-6"):
            if not _MAIL.fullmatch(plain(contact.text("BT-43"))):
                yield at(contact.first("BT-43") or contact, found=contact.text("BT-43"))


class GermanRule(NamedTuple):
    """A rule with the number it has in XRechnung and the one it has in Peppol."""

    xrechnung: str
    peppol: str
    severity: str
    judge: Judge


GERMAN_RULES = (
    GermanRule("BR-DE-1", "DE-R-001", "fatal", payment_instructions_are_given),
    GermanRule("BR-DE-2", "DE-R-002", "fatal", seller_has_a_contact),
    GermanRule("BR-DE-3", "DE-R-003", "fatal", required(("BG-4", "BG-5"), "BT-37")),
    GermanRule("BR-DE-4", "DE-R-004", "fatal", required(("BG-4", "BG-5"), "BT-38")),
    GermanRule("BR-DE-5", "DE-R-005", "fatal", required(("BG-4", "BG-6"), "BT-41")),
    GermanRule("BR-DE-6", "DE-R-006", "fatal", required(("BG-4", "BG-6"), "BT-42")),
    GermanRule("BR-DE-7", "DE-R-007", "fatal", required(("BG-4", "BG-6"), "BT-43")),
    GermanRule("BR-DE-8", "DE-R-008", "fatal", required(("BG-7", "BG-8"), "BT-52")),
    GermanRule("BR-DE-9", "DE-R-009", "fatal", required(("BG-7", "BG-8"), "BT-53")),
    GermanRule("BR-DE-10", "DE-R-010", "fatal", required(("BG-13", "BG-15"), "BT-77")),
    GermanRule("BR-DE-11", "DE-R-011", "fatal", required(("BG-13", "BG-15"), "BT-78")),
    GermanRule("BR-DE-14", "DE-R-014", "fatal", required(("BG-23",), "BT-119")),
    GermanRule("BR-DE-15", "DE-R-015", "fatal", buyer_reference_is_given),
    GermanRule("BR-DE-16", "DE-R-016", "fatal", seller_has_a_tax_number),
    GermanRule("BR-DE-17", "DE-R-017", "warning", type_is_used_in_germany),
    GermanRule("BR-DE-18", "DE-R-018", "fatal", skonto_is_written_as_agreed),
    GermanRule("BR-DE-19", "DE-R-019", "warning", account_is_an_iban),
    GermanRule("BR-DE-20", "DE-R-020", "warning", debited_account_is_an_iban),
    GermanRule("BR-DE-22", "DE-R-022", "fatal", file_names_are_unique),
    GermanRule("BR-DE-23-a", "DE-R-023-1", "fatal", transfer_has_its_group),
    GermanRule("BR-DE-23-b", "DE-R-023-2", "fatal", transfer_has_no_other_group),
    GermanRule("BR-DE-24-a", "DE-R-024-1", "fatal", card_has_its_group),
    GermanRule("BR-DE-24-b", "DE-R-024-2", "fatal", card_has_no_other_group),
    GermanRule("BR-DE-25-a", "DE-R-025-1", "fatal", debit_has_its_group),
    GermanRule("BR-DE-25-b", "DE-R-025-2", "fatal", debit_has_no_other_group),
    GermanRule("BR-DE-26", "DE-R-026", "warning", correction_names_its_invoice),
    GermanRule("BR-DE-27", "DE-R-027", "warning", telephone_has_three_digits),
    GermanRule("BR-DE-28", "DE-R-028", "warning", mail_address_is_one),
    GermanRule("BR-DE-30", "DE-R-030", "fatal", debit_names_its_creditor),
    GermanRule("BR-DE-31", "DE-R-031", "fatal", debit_names_its_account),
)
