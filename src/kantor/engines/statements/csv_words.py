"""What banks call the columns of their files, in the languages that clients' banks write."""

import re
import tomllib
from pathlib import Path

_TOLD = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
NAMES: dict[str, list[str]] = _TOLD["columns"]
OUT_MARKS = frozenset(_TOLD["marks"]["out"])
IN_MARKS = frozenset(_TOLD["marks"]["in"])
_OTHER = re.compile("tegen|gegen|counter|partner|kontrahent|proti|empf|beguenstigt|begünstigt|odbiorc|nadawc|beneficiary|payee")
_CURRENCY = re.compile(r"\b([A-Z]{3})\b")
_NO_CURRENCIES = frozenset({"PLC", "VAT", "BIC"})


def role_of(name: str) -> str:
    """The role a column's name tells, '' where it tells none."""
    plain = name.strip().strip('"').casefold()
    for role, beginnings in NAMES.items():
        if any(plain == wanted[1:] if wanted[0] == "=" else plain.startswith(wanted) for wanted in beginnings):
            return role
    return ""


def currency_in(name: str) -> str:
    """`EUR` of `Betrag (EUR)`."""
    found = _CURRENCY.findall(name)
    return found[-1] if found and found[-1] not in _NO_CURRENCIES and found[-1] != name.strip() else ""


def is_of_the_other(name: str) -> bool:
    """Whether a column tells something of the other party, not of the account's own holder."""
    return _OTHER.search(name.casefold()) is not None
