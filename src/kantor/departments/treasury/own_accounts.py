"""Whether the account that a bank names is one that the house knows: banks write IBANs, or bank code and account number."""

import re
from collections.abc import Mapping
from typing import Any

FEWEST_DIGITS = 6


def same_account(named: str, own: str) -> bool:
    """`37040044/532013000`, `532013000EUR` and the national number alike mean DE89370400440532013000."""
    plain, wanted = (re.sub(r"[^A-Z0-9/]", "", text.upper()) for text in (named, own))
    if not plain or not wanted:
        return False
    if plain.replace("/", "") in (wanted, wanted[2:], wanted[4:]):
        return True
    bank, _, number = plain.rpartition("/")
    digits = re.sub(r"[A-Z]{3}$", "", number).lstrip("0")
    fits = digits.isdigit() and len(digits) >= FEWEST_DIGITS and re.search(rf"(?<=0){digits}$|(?<=^.{{12}}){digits}$", wanted) is not None
    return fits and (not bank.isdigit() or bank in wanted)


def known_account(named: str, currency: str, known: Mapping[str, Any]) -> Mapping[str, str]:
    """What is known of an account in a currency from its earlier statements; nothing where there is none. A bank may keep several
    currencies under one number."""
    found: Mapping[str, str] = known.get(named, {}).get(currency, {})
    return found


def ledger_account(named: str, currency: str, told: tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, str]]) -> str:
    """The account of the books: that of earlier statements, else the bank's where the client pays from it; '' where nobody knows.
    told: the client, known accounts, and accounts by role."""
    client, known, roles = told
    if found := known_account(named, currency, known):
        return found["ledger_account"]
    if currency != client.get("currency", currency):
        return ""
    return str(roles.get("bank", "")) if same_account(named, str(client.get("own_iban", ""))) else ""
