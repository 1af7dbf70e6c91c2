"""What arithmetic says about a table: which columns a header does not name, and what a cell that could not be read must hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

CENT = Decimal("0.011")
_WITH_CENTS = re.compile(r"\d[\d.,]*[.,]\d\d")
_MOSTLY = 0.6
_LARGEST_QUANTITY = 100_000
_QUANTITY_PLACES, _PRICE_PLACES = Decimal("0.001"), Decimal("0.01")

Numbers = Mapping[str, Decimal | None]


def multiplies(quantity: Decimal | None, price: Decimal | None, net: Decimal | None) -> bool:
    return quantity is not None and price is not None and net is not None and abs(quantity * price - net) <= CENT


def renamed(rows: Sequence[Numbers]) -> dict[str, str]:
    """Role -> the role that it has instead: a column without a known name is the quantity or the price where that makes the amount on most
    rows, and those that bear the names do not. Roles of nameless columns begin with a question mark."""
    roles = list(dict.fromkeys(role for row in rows for role in row))
    nameless = [role for role in roles if role.startswith("?")]
    quantities, prices = ([*(role for role in roles if role == name), *nameless] for name in ("quantity", "price"))
    for quantity in quantities:
        for price in prices:
            if quantity != price and _mostly(rows, quantity, price):
                return _exchanged({quantity: "quantity", price: "price"}, roles)
    if "quantity" not in roles and "price" not in roles and len(nameless) == 1 and _divides(rows, nameless[0]):
        return {nameless[0]: "price"}
    return {}


def _exchanged(names: dict[str, str], roles: Sequence[str]) -> dict[str, str]:
    """With the columns that bore these names without being them made nameless."""
    wrong = {role: f"?{role}" for role in ("quantity", "price") if role in roles and role not in names}
    return {**wrong, **{role: name for role, name in names.items() if role != name}}


def _divides(rows: Sequence[Numbers], price: str) -> bool:
    """Whether the amounts are whole or quarter multiples of what stands in a column, on most rows and not all of them once."""
    shares = [net / each for row in rows if (net := row.get("net")) and (each := row.get(price))]
    whole = [share for share in shares if (4 * share) % 1 == 0]
    return len(whole) >= max(2, _MOSTLY * len(rows)) and any(share != 1 for share in whole)


def _mostly(rows: Sequence[Numbers], quantity: str, price: str) -> bool:
    fitting = sum(multiplies(row.get(quantity), row.get(price), row.get("net")) for row in rows)
    return fitting >= 2 * _MOSTLY if len(rows) < 2 else fitting >= max(2, _MOSTLY * len(rows))


def missing(row: Numbers) -> tuple[str, Decimal] | None:
    """The quantity or the price of a row that has the other one and the amount, where the division leaves nothing."""
    quantity, price, net = (row.get(role) for role in ("quantity", "price", "net"))
    if not net or (quantity is None) == (price is None):
        return None
    divisor = price if quantity is None else quantity
    if not divisor:
        return None
    role, places = ("quantity", _QUANTITY_PLACES) if quantity is None else ("price", _PRICE_PLACES)
    value = (net / divisor).quantize(places)
    is_likely = value * divisor == net and value > 0 and (role == "price" or value <= _LARGEST_QUANTITY)
    return (role, value) if is_likely else None


def apart(text: str, net: Decimal, read: Callable[[str], Decimal | None]) -> tuple[str, str] | None:
    """The quantity and the price, this with its cents, that a text is when parted and that make the amount; None where none do, or several
    do. read: the number that a text is."""
    pairs = [(text[:place], text[place:].lstrip()) for place in range(1, len(text))]
    written = [(one, other) for one, other in pairs if one[-1:].isdigit() and _WITH_CENTS.fullmatch(other)]
    found = [(one, other) for one, other in written if multiplies(read(one), read(other), net)]
    return found[0] if net and len(found) == 1 else None
