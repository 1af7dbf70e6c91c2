"""Reads the text of an EPC QR code, known as GiroCode: a SEPA credit transfer that a telephone can fill in (EPC069-12, version 2.1)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from stdnum import iban

_TAG, _TRANSFER = "BCD", "SCT"
_VERSIONS = ("001", "002")
_CHARACTER_SETS = frozenset("12345678")
_AMOUNT = re.compile(r"EUR(\d{1,9}(?:\.\d{1,2})?)")
_MOST_LINES = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Giro:
    """What is to be transferred. amount: euros, None where the payer types it; reference: structured (ISO 11649), text: for people; at most
    one of the two is there."""

    payee: str
    iban: str
    bic: str = ""
    amount: Decimal | None = None
    purpose: str = ""
    reference: str = ""
    text: str = ""
    note: str = ""


def read_giro(text: str) -> Giro | None:
    """The transfer in the text of a code; None where it is none, or breaks the rules of the standard: nothing of it is trusted then."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = lines[:_MOST_LINES] + [""] * (_MOST_LINES - len(lines))
    tag, version, characters, service, bic, payee, account, money, purpose, reference, remittance, note = lines
    if (tag, service) != (_TAG, _TRANSFER) or version not in _VERSIONS or characters not in _CHARACTER_SETS:
        return None
    amount = _AMOUNT.fullmatch(money)
    if not payee or len(payee) > 70 or not iban.is_valid(account) or (money and amount is None) or (reference and remittance):
        return None
    return Giro(
        payee=payee,
        iban=iban.compact(account),
        bic=bic.upper(),
        amount=Decimal(amount[1]) if amount else None,
        purpose=purpose,
        reference=reference.replace(" ", ""),
        text=remittance,
        note=note,
    )
