"""The code lists that the rules refer to, loaded once."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def codes(rule: str, syntax: str) -> frozenset[str]:
    """The codes that the rule allows in the syntax. Raises KeyError for a rule without a list."""
    lists = _load()
    found = lists.get((rule, syntax))
    return lists[rule, "*"] if found is None else found


def is_country(code: str) -> bool:
    """Whether it is the code of a country (ISO 3166-1 alpha-2, with those that EN 16931 adds: BR-CL-14)."""
    return code in codes("BR-CL-14", "UBL")


def is_currency(code: str) -> bool:
    """Whether it is the code of a currency (ISO 4217 alpha-3: BR-CL-04)."""
    return code in codes("BR-CL-04", "UBL")


@cache
def _load() -> dict[tuple[str, str], frozenset[str]]:
    lists = {}
    for file in sorted(_FOLDER.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                rule, syntax, *allowed = line.split()
                lists[rule, syntax] = frozenset(allowed)
    return lists
