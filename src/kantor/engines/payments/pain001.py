"""Writes credit transfers as pain.001.001.09 (ISO 20022): structured addresses, control sums, one block for each day and currency.

Sources: ISO 20022 CustomerCreditTransferInitiationV09; EPC132-08 (SEPA credit transfer, customer to bank), in force with structured
addresses since November 2025.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from kantor.kit.money import Money

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_ALLOWED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_FOLDED = {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "&": "+"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A structured postal address; town and country are what banks demand since November 2025."""

    country: str
    town: str
    street: str = ""
    building: str = ""
    postcode: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    iban: str
    bic: str = ""
    address: Address | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditTransfer:
    """One payment. end_to_end_id: at most 35 characters, unique for the debtor; account: an IBAN, else a local account number."""

    end_to_end_id: str
    creditor: str
    account: str
    amount: Money
    execute_on: date
    remittance: str
    bic: str = ""
    address: Address | None = None


def write_pain001(message_id: str, debtor: Debtor, transfers: Sequence[CreditTransfer], created_at: datetime) -> bytes:
    """The message as UTF-8 XML. Raises ValueError for an empty run, an amount that is not positive, or the same end-to-end id twice."""
    if not transfers:
        raise ValueError("a payment file has at least one payment")
    ids = [transfer.end_to_end_id for transfer in transfers]
    if len(set(ids)) != len(ids):
        raise ValueError("the same end-to-end id stands on two payments")
    for transfer in transfers:
        if transfer.amount.amount <= 0:
            raise ValueError(f"{transfer.end_to_end_id}: an amount to pay is above zero")
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    message = _below(root, "CstmrCdtTrfInitn")
    header = _below(message, "GrpHdr")
    _text(header, "MsgId", message_id[:35])
    _text(header, "CreDtTm", created_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _text(header, "NbOfTxs", str(len(transfers)))
    _text(header, "CtrlSum", _figures(sum((transfer.amount.amount for transfer in transfers), Decimal(0))))
    _text(_below(header, "InitgPty"), "Nm", _latin(debtor.name, 70))
    blocks: dict[tuple[date, str, bool], list[CreditTransfer]] = defaultdict(list)
    for transfer in transfers:
        blocks[transfer.execute_on, transfer.amount.currency, _is_sepa(transfer)].append(transfer)
    for number, ((execute_on, _, sepa), block) in enumerate(sorted(blocks.items()), start=1):
        _block(message, f"{message_id[:31]}-{number}", debtor, block, execute_on, sepa)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _block(parent: etree._Element, number: str, debtor: Debtor, block: Sequence[CreditTransfer], execute_on: date, sepa: bool) -> None:
    payment = _below(parent, "PmtInf")
    _text(payment, "PmtInfId", number)
    _text(payment, "PmtMtd", "TRF")
    _text(payment, "BtchBookg", "true")
    _text(payment, "NbOfTxs", str(len(block)))
    _text(payment, "CtrlSum", _figures(sum((transfer.amount.amount for transfer in block), Decimal(0))))
    if sepa:
        _text(_below(_below(payment, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _text(_below(payment, "ReqdExctnDt"), "Dt", execute_on.isoformat())
    _party(payment, "Dbtr", debtor.name, debtor.address)
    _account(_below(payment, "DbtrAcct"), debtor.iban)
    _agent(payment, "DbtrAgt", debtor.bic, required=True)
    _text(payment, "ChrgBr", "SLEV" if sepa else "SHAR")
    for transfer in block:
        _transfer(payment, transfer)


def _transfer(parent: etree._Element, transfer: CreditTransfer) -> None:
    one = _below(parent, "CdtTrfTxInf")
    _text(_below(one, "PmtId"), "EndToEndId", transfer.end_to_end_id[:35])
    amount = _text(_below(one, "Amt"), "InstdAmt", _figures(transfer.amount.amount))
    amount.set("Ccy", transfer.amount.currency)
    _agent(one, "CdtrAgt", transfer.bic, required=False)
    _party(one, "Cdtr", transfer.creditor, transfer.address)
    _account(_below(one, "CdtrAcct"), transfer.account)
    if transfer.remittance:
        _text(_below(one, "RmtInf"), "Ustrd", _latin(transfer.remittance, 140))


def _is_sepa(transfer: CreditTransfer) -> bool:
    return transfer.amount.currency == "EUR" and transfer.account[:2].isalpha()


def _party(parent: etree._Element, tag: str, name: str, address: Address | None) -> None:
    party = _below(parent, tag)
    _text(party, "Nm", _latin(name, 70))
    if address is None or not address.town:
        return
    place = _below(party, "PstlAdr")
    parts: Mapping[str, str] = {
        "StrtNm": address.street,
        "BldgNb": address.building,
        "PstCd": address.postcode,
        "TwnNm": address.town,
        "Ctry": address.country,
    }
    lengths = {"StrtNm": 70, "BldgNb": 16, "PstCd": 16, "TwnNm": 35, "Ctry": 2}
    for part, text in parts.items():
        if text:
            _text(place, part, _latin(text, lengths[part]))


def _account(parent: etree._Element, number: str) -> None:
    number = number.replace(" ", "")
    identification = _below(parent, "Id")
    if number[:2].isalpha():
        _text(identification, "IBAN", number)
    else:
        _text(_below(identification, "Othr"), "Id", number[:34])


def _agent(parent: etree._Element, tag: str, bic: str, *, required: bool) -> None:
    if not bic and not required:
        return
    institution = _below(_below(parent, tag), "FinInstnId")
    if bic:
        _text(institution, "BICFI", bic)
    else:
        _text(_below(institution, "Othr"), "Id", "NOTPROVIDED")


def _below(parent: etree._Element, tag: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")


def _text(parent: etree._Element, tag: str, text: str) -> etree._Element:
    element = _below(parent, tag)
    element.text = text
    return element


def _figures(amount: Decimal) -> str:
    return f"{amount:f}"


def _latin(text: str, length: int) -> str:
    """The text in the characters that every SEPA bank takes: accents off, what is left of other signs becomes a full stop."""
    folded = "".join(_FOLDED.get(character, character) for character in text)
    plain = "".join(character for character in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(character))
    return _ALLOWED.sub(".", plain).strip()[:length] or "."
