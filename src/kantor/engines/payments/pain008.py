"""Writes direct debits as pain.008.001.08 (ISO 20022): a block for each day, scheme, place in the sequence and creditor identifier.

A block is of one identifier, which stands in its head (`PmtInf/CdtrSchmeId`); a file may have blocks of several.

Sources: ISO 20022 CustomerDirectDebitInitiationV08; EPC130-08 and EPC131-08 (SEPA direct debit Core and B2B, customer to bank).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from kantor.engines.payments.elements import Address, add_account, add_agent, add_party, add_text, below, figures, latin
from kantor.kit.money import Money

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"
SCHEMES, SEQUENCES = ("CORE", "B2B"), ("FRST", "RCUR", "OOFF", "FNAL")
Kind = tuple[date, str, str, str]
"""What a block has in common: day, scheme, sequence and creditor identifier."""
_CREDITOR_ID = re.compile(r"([A-Z]{2})(\d{2})[A-Z0-9]{3}([A-Z0-9]{1,28})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Collector:
    """Who collects, to which account."""

    name: str
    iban: str
    bic: str = ""
    address: Address | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DirectDebit:
    """One collection. end_to_end_id: at most 35 characters, unique for the creditor; creditor_id: the identifier that the mandate names;
    scheme, sequence: see SCHEMES and SEQUENCES."""

    end_to_end_id: str
    debtor: str
    iban: str
    amount: Money
    collect_on: date
    creditor_id: str
    mandate: str
    signed_on: date
    scheme: str
    sequence: str
    remittance: str
    bic: str = ""


def is_creditor_id(text: str) -> bool:
    """Whether the check digits of a SEPA creditor identifier are right; the business code behind them does not count (EPC262-08)."""
    found = _CREDITOR_ID.fullmatch(text)
    if not found:
        return False
    digits = "".join(str(int(sign, 36)) for sign in f"{found[3]}{found[1]}{found[2]}")
    return int(digits) % 97 == 1


def write_pain008(message_id: str, collector: Collector, debits: Sequence[DirectDebit], created_at: datetime) -> bytes:
    """The message as UTF-8 XML. Raises ValueError for an empty run, an amount that is not positive euros, or an end-to-end id twice."""
    if not debits or len({debit.end_to_end_id for debit in debits}) != len(debits):
        raise ValueError("a file of direct debits has at least one, each with an end-to-end id of its own")
    if any(debit.amount.amount <= 0 or debit.amount.currency != "EUR" for debit in debits):
        raise ValueError("direct debits are in euros and above zero")
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    message = below(root, "CstmrDrctDbtInitn")
    header = below(message, "GrpHdr")
    add_text(header, "MsgId", message_id[:35])
    add_text(header, "CreDtTm", created_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _totals(header, debits)
    add_text(below(header, "InitgPty"), "Nm", latin(collector.name, 70))
    blocks: dict[Kind, list[DirectDebit]] = defaultdict(list)
    for debit in debits:
        blocks[debit.collect_on, debit.scheme, debit.sequence, debit.creditor_id].append(debit)
    for number, (kind, block) in enumerate(sorted(blocks.items()), start=1):
        _block(message, f"{message_id[:31]}-{number}", collector, kind, block)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _totals(parent: etree._Element, debits: Sequence[DirectDebit]) -> None:
    add_text(parent, "NbOfTxs", str(len(debits)))
    add_text(parent, "CtrlSum", figures(sum((debit.amount.amount for debit in debits), Decimal(0))))


def _block(parent: etree._Element, id: str, collector: Collector, kind: Kind, block: Sequence[DirectDebit]) -> None:
    collect_on, scheme, sequence, creditor_id = kind
    payment = below(parent, "PmtInf")
    add_text(payment, "PmtInfId", id)
    add_text(payment, "PmtMtd", "DD")
    add_text(payment, "BtchBookg", "true")
    _totals(payment, block)
    type = below(payment, "PmtTpInf")
    add_text(below(type, "SvcLvl"), "Cd", "SEPA")
    add_text(below(type, "LclInstrm"), "Cd", scheme)
    add_text(type, "SeqTp", sequence)
    add_text(payment, "ReqdColltnDt", collect_on.isoformat())
    add_party(payment, "Cdtr", collector.name, collector.address)
    add_account(below(payment, "CdtrAcct"), collector.iban)
    add_agent(payment, "CdtrAgt", collector.bic, required=True)
    add_text(payment, "ChrgBr", "SLEV")
    other = below(below(below(below(payment, "CdtrSchmeId"), "Id"), "PrvtId"), "Othr")
    add_text(other, "Id", creditor_id)
    add_text(below(other, "SchmeNm"), "Prtry", "SEPA")
    for debit in block:
        _debit(payment, debit)


def _debit(parent: etree._Element, debit: DirectDebit) -> None:
    one = below(parent, "DrctDbtTxInf")
    add_text(below(one, "PmtId"), "EndToEndId", debit.end_to_end_id[:35])
    add_text(one, "InstdAmt", figures(debit.amount.amount)).set("Ccy", "EUR")
    mandate = below(below(one, "DrctDbtTx"), "MndtRltdInf")
    add_text(mandate, "MndtId", debit.mandate[:35])
    add_text(mandate, "DtOfSgntr", debit.signed_on.isoformat())
    add_agent(one, "DbtrAgt", debit.bic, required=True)
    add_party(one, "Dbtr", debit.debtor, None)
    add_account(below(one, "DbtrAcct"), debit.iban)
    if debit.remittance:
        add_text(below(one, "RmtInf"), "Ustrd", latin(debit.remittance, 140))
