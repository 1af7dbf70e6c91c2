"""Writes credit transfers as pain.001.001.09 (ISO 20022): in SEPA and outside, control sums, a block for each day and currency.

Sources: ISO 20022 CustomerCreditTransferInitiationV09; EPC132-08 (SEPA credit transfer, customer to bank), in force with structured
addresses since November 2025; EPC409-09 (countries of SEPA, by the first letters of their IBANs).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from kantor.engines.payments.elements import Address, add_account, add_agent, add_party, add_text, below, figures, is_iban, latin
from kantor.kit.money import Money

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_COUNTRIES = "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA"
SEPA = frozenset(_COUNTRIES.split())
CHARGES = {"shared": "SHAR", "ours": "DEBT", "theirs": "CRED"}
"""Who bears the banks' charges of a payment outside SEPA -> ChargeBearerType1Code; within SEPA each side bears its own (SLEV)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Debtor:
    """Who pays, from which account. currency: that the account is kept in, '' where the bank need not be told."""

    name: str
    iban: str
    bic: str = ""
    currency: str = ""
    address: Address | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditTransfer:
    """One payment. end_to_end_id: at most 35 characters, unique for the debtor; account: an IBAN, else a local account number; bic: of the
    creditor's bank, or its code in the clearing of its country; charges: one of CHARGES, who bears them outside SEPA."""

    end_to_end_id: str
    creditor: str
    account: str
    amount: Money
    execute_on: date
    remittance: str
    bic: str = ""
    address: Address | None = None
    charges: str = "shared"


def is_sepa(currency: str, account: str, own_account: str) -> bool:
    """Whether a payment in that currency from the one account to the other is one that SEPA carries: both stand at banks within it."""
    return currency == "EUR" and all(is_iban(number) and number.replace(" ", "")[:2] in SEPA for number in (account, own_account))


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
    message = below(root, "CstmrCdtTrfInitn")
    header = below(message, "GrpHdr")
    add_text(header, "MsgId", message_id[:35])
    add_text(header, "CreDtTm", created_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    add_text(header, "NbOfTxs", str(len(transfers)))
    add_text(header, "CtrlSum", figures(sum((transfer.amount.amount for transfer in transfers), Decimal(0))))
    add_text(below(header, "InitgPty"), "Nm", latin(debtor.name, 70))
    blocks: dict[tuple[date, str, bool], list[CreditTransfer]] = defaultdict(list)
    for transfer in transfers:
        carried = is_sepa(transfer.amount.currency, transfer.account, debtor.iban)
        blocks[transfer.execute_on, transfer.amount.currency, carried].append(transfer)
    for number, ((execute_on, _, sepa), block) in enumerate(sorted(blocks.items()), start=1):
        _block(message, f"{message_id[:31]}-{number}", debtor, block, execute_on, sepa)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _block(parent: etree._Element, number: str, debtor: Debtor, block: Sequence[CreditTransfer], execute_on: date, sepa: bool) -> None:
    payment = below(parent, "PmtInf")
    add_text(payment, "PmtInfId", number)
    add_text(payment, "PmtMtd", "TRF")
    add_text(payment, "BtchBookg", "true")
    add_text(payment, "NbOfTxs", str(len(block)))
    add_text(payment, "CtrlSum", figures(sum((transfer.amount.amount for transfer in block), Decimal(0))))
    if sepa:
        add_text(below(below(payment, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    add_text(below(payment, "ReqdExctnDt"), "Dt", execute_on.isoformat())
    add_party(payment, "Dbtr", debtor.name, debtor.address)
    add_account(below(payment, "DbtrAcct"), debtor.iban, debtor.currency)
    add_agent(payment, "DbtrAgt", debtor.bic, required=True)
    if sepa:
        add_text(payment, "ChrgBr", "SLEV")
    for transfer in block:
        _transfer(payment, transfer, bearer="" if sepa else CHARGES[transfer.charges])


def _transfer(parent: etree._Element, transfer: CreditTransfer, *, bearer: str) -> None:
    one = below(parent, "CdtTrfTxInf")
    add_text(below(one, "PmtId"), "EndToEndId", transfer.end_to_end_id[:35])
    amount = add_text(below(one, "Amt"), "InstdAmt", figures(transfer.amount.amount))
    amount.set("Ccy", transfer.amount.currency)
    if bearer:
        add_text(one, "ChrgBr", bearer)
    add_agent(one, "CdtrAgt", transfer.bic, required=False)
    add_party(one, "Cdtr", transfer.creditor, transfer.address)
    add_account(below(one, "CdtrAcct"), transfer.account)
    if transfer.remittance:
        add_text(below(one, "RmtInf"), "Ustrd", latin(transfer.remittance, 140))
