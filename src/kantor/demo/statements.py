"""Writes an account statement as a bank does: camt.053.001.08 of ISO 20022."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from kantor.kit.money import Money

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
IBAN_STARTS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """A line. amount: money in above zero; end_to_end_id: of a payment of ours; name, iban: who paid."""

    on: date
    amount: Money
    end_to_end_id: str = ""
    name: str = ""
    iban: str = ""
    text: str = ""


def written(account: str, number: str, opening: Money, bookings: Sequence[Booking], from_on: date, to_on: date) -> bytes:
    """The message with one statement. opening: of its first day; what it ends with is added up."""
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    message = _below(root, "BkToCstmrStmt")
    head = _below(message, "GrpHdr")
    _below(head, "MsgId", f"{account[-10:]}-{to_on:%Y%m%d}")
    _below(head, "CreDtTm", f"{to_on.isoformat()}T22:00:00Z")
    record = _below(message, "Stmt")
    _below(record, "Id", f"{to_on:%Y}-{number}")
    _below(record, "ElctrncSeqNb", number)
    span = _below(record, "FrToDt")
    _below(span, "FrDtTm", f"{from_on.isoformat()}T00:00:00Z")
    _below(span, "ToDtTm", f"{to_on.isoformat()}T23:59:59Z")
    held = _below(record, "Acct")
    place = _below(held, "Id")
    if account[:IBAN_STARTS].isalpha():
        _below(place, "IBAN", account)
    else:
        _below(_below(place, "Othr"), "Id", account)
    _below(held, "Ccy", opening.currency)
    closing = Money.from_minor(opening.minor + sum(booking.amount.minor for booking in bookings), opening.currency)
    _balance(record, "OPBD", opening, from_on)
    _balance(record, "CLBD", closing, to_on)
    for booking in bookings:
        _entry(record, booking)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(record: etree._Element, booking: Booking) -> None:
    entry = _below(record, "Ntry")
    _amount(entry, booking.amount)
    _below(_below(entry, "Sts"), "Cd", "BOOK")
    for name in ("BookgDt", "ValDt"):
        _below(_below(entry, name), "Dt", booking.on.isoformat())
    _below(_below(_below(entry, "BkTxCd"), "Prtry"), "Cd", "NTRF")
    payment = _below(_below(entry, "NtryDtls"), "TxDtls")
    if booking.end_to_end_id:
        _below(_below(payment, "Refs"), "EndToEndId", booking.end_to_end_id)
    if booking.name:
        related = _below(payment, "RltdPties")
        _below(_below(_below(related, "Dbtr"), "Pty"), "Nm", booking.name)
        _below(_below(_below(related, "DbtrAcct"), "Id"), "IBAN", booking.iban)
    if booking.text:
        _below(_below(payment, "RmtInf"), "Ustrd", booking.text[:140])


def _balance(record: etree._Element, code: str, amount: Money, on: date) -> None:
    balance = _below(record, "Bal")
    _below(_below(_below(balance, "Tp"), "CdOrPrtry"), "Cd", code)
    _amount(balance, amount)
    _below(_below(balance, "Dt"), "Dt", on.isoformat())


def _amount(parent: etree._Element, amount: Money) -> None:
    _below(parent, "Amt", f"{abs(amount.amount):f}").set("Ccy", amount.currency)
    _below(parent, "CdtDbtInd", "DBIT" if amount.minor < 0 else "CRDT")


def _below(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    return element
