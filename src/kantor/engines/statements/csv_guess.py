"""Guesses how a bank's CSV file is to be read, from its header and from what stands in its columns; a person confirms it once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from kantor.engines.statements.csv_cells import IBAN, amount, day, decimal_sign, looks_like_a_day, looks_like_an_amount
from kantor.engines.statements.csv_lines import Row, rows_of
from kantor.engines.statements.csv_profile import ROLES, Profile
from kantor.engines.statements.csv_words import IN_MARKS, OUT_MARKS, currency_in, is_of_the_other, role_of

SEPARATORS = (";", ",", "\t", "|")
MOST_ROWS = 500
_CURRENCY = re.compile("[A-Z]{3}")
Columns = dict[str, tuple[int, ...]]


def guess(data: bytes) -> Profile | None:
    """None where the file does not look like lines of an account: days beside amounts."""
    best = max((_by(data, separator) for separator in SEPARATORS), key=lambda pair: pair[0])
    return best[1]


def _by(data: bytes, separator: str) -> tuple[float, Profile | None]:
    rows = rows_of(data[: 1 << 20], separator)[:MOST_ROWS]
    lines = [row for row in rows if _is_line(row)]
    if not lines:
        return 0.0, None
    width = Counter(len(row) for row in lines).most_common(1)[0][0]
    same = [row for row in lines if len(row) == width]
    above = rows[: next(at for at, row in enumerate(rows) if _is_line(row))]
    header = next((tuple(row) for row in reversed(above) if _is_header(row, width)), ())
    columns = _columns(header, same, width)
    if "booked_on" not in columns or not columns.keys() & {"amount", "debit", "credit"}:
        return 0.0, None
    return len(same) * width + len(header), _profile(separator, header, columns, same)


def _is_line(row: Row) -> bool:
    return any(looks_like_a_day(cell) for cell in row) and any(looks_like_an_amount(cell) and not looks_like_a_day(cell) for cell in row)


def _is_header(row: Row, width: int) -> bool:
    told = [cell for cell in row if cell.strip()]
    return len(told) >= max(2, width // 2) and sum(bool(role_of(cell)) for cell in told) >= 2


def _columns(header: Row, lines: Sequence[Row], width: int) -> Columns:
    cells = [[row[at].strip() for row in lines if row[at].strip()] for at in range(width)]
    kinds = [_kind(column, share=0.8) for column in cells]
    found: dict[str, list[int]] = {}
    for at, name in enumerate(header[:width]):
        role = role_of(name)
        if role in ROLES and _fits(role, _kind(cells[at], share=0.5)):
            found.setdefault(role, []).append(at)
    columns = {role: tuple(_of_the_other(header, places)) for role, places in found.items()}
    _fill(columns, kinds, lines, has_header=bool(header))
    return columns


def _of_the_other(header: Row, places: Sequence[int]) -> Sequence[int]:
    """Where both parties are named, the columns of the other one."""
    return [at for at in places if is_of_the_other(header[at])] or places


def _kind(cells: Sequence[str], *, share: float) -> str:
    """What that share of a column's cells is at least: `day`, `amount`, `iban`, `currency`, `mark`, `text`, or '' where all are empty."""
    if not cells:
        return ""
    most = share * len(cells)
    if sum(map(looks_like_a_day, cells)) >= most:
        return "day"
    if sum(map(looks_like_an_amount, cells)) >= most:
        return "amount" if not all(re.fullmatch(r"\d{5,}", cell) for cell in cells) else "text"
    if sum(IBAN.fullmatch(cell) is not None for cell in cells) >= most:
        return "iban"
    if sum(_CURRENCY.fullmatch(cell) is not None for cell in cells) >= most:
        return "currency"
    if sum(cell.casefold() in OUT_MARKS | IN_MARKS for cell in cells) >= most:
        return "mark"
    return "text"


def _fits(role: str, kind: str) -> bool:
    """Whether what stands in the column can be what its name says."""
    if role in ("booked_on", "value_on"):
        return kind == "day"
    if role in ("amount", "balance"):
        return kind == "amount"
    if role in ("debit", "credit"):
        return kind in ("amount", "")
    return role != "currency" or kind == "currency"


def _fill(columns: Columns, kinds: Sequence[str], lines: Sequence[Row], *, has_header: bool) -> None:
    """What the names left open, by the contents."""
    taken = set(chain.from_iterable(columns.values()))
    free = {kind: [at for at, one in enumerate(kinds) if one == kind and at not in taken] for kind in set(kinds)}
    if "booked_on" not in columns and "value_on" in columns:
        columns["booked_on"] = columns["value_on"]
    for role in ("booked_on", "value_on"):
        if role not in columns and free.get("day"):
            columns[role] = (free["day"].pop(0),)
    if "amount" not in columns and not {"debit", "credit"} <= columns.keys():
        _amounts(columns, free.get("amount", []), lines)
    elif "amount" in columns:
        columns.pop("debit", None)
        columns.pop("credit", None)
    for role, kind in (("currency", "currency"), ("iban", "iban"), ("mark", "mark")):
        if role not in columns and free.get(kind):
            columns[role] = (free[kind][0],)
    if "remittance" not in columns and not has_header:
        columns["remittance"] = tuple(free.get("text", []))


def _amounts(columns: Columns, places: Sequence[int], lines: Sequence[Row]) -> None:
    """One column of amounts; or two of which each line fills one - the fuller is money out, as on most accounts."""
    lone = columns.pop("credit", ()) or columns.pop("debit", ())
    if lone:
        columns["amount"] = lone
    elif len(places) == 1 or (places and all(row[places[0]].strip() for row in lines)):
        columns["amount"] = (places[0],)
        if len(places) > 1:
            columns["balance"] = (places[1],)
    elif len(places) > 1:
        counts = {at: sum(bool(row[at].strip()) for row in lines) for at in places}
        outward, inward = sorted(places[:2], key=lambda at: -counts[at])
        columns["debit"], columns["credit"] = (outward,), (inward,)


def _profile(separator: str, header: tuple[str, ...], columns: Columns, lines: Sequence[Row]) -> Profile:
    amounts = [row[at] for role in ("amount", "debit", "credit", "balance") for at in columns.get(role, ()) for row in lines]
    signs = Counter(sign for cell in amounts if (sign := decimal_sign(cell)))
    decimal = signs.most_common(1)[0][0] if signs else "."
    marks = Counter(row[columns["mark"][0]].strip().casefold() for row in lines) if "mark" in columns else Counter()
    told = [amount(row[columns["amount"][0]], decimal) for row in lines] if "amount" in columns else []
    if marks and any(value is not None and value < 0 for value in told):
        columns.pop("mark")  # the amounts carry their signs themselves
    out_marks, in_marks = _directions(marks if "mark" in columns else Counter())
    money = next((columns[role][0] for role in ("amount", "debit") if columns.get(role)), 0)
    return Profile(
        separator=separator,
        header=header,
        width=len(lines[0]),
        columns=columns,
        order=_order([row[columns["booked_on"][0]] for row in lines]),
        decimal=decimal,
        out_marks=out_marks,
        in_marks=in_marks,
        currency=currency_in(header[money]) if money < len(header) else "",
    )


def remapped(profile: Profile, columns: Mapping[str, Sequence[int]], rows: Sequence[Row], *, order: str, decimal: str) -> Profile:
    """The profile with other columns, order of a day's parts and decimal sign, as a person says; what a column of directions means is told
    by the rows. Raises ValueError where no column tells the day, or none the amount."""
    told = {role: tuple(places) for role, places in columns.items() if places}
    if "booked_on" not in told or not told.keys() & {"amount", "debit", "credit"}:
        raise ValueError("a day and an amount are told by some column")
    lines = [row for row in rows if len(row) > max(chain.from_iterable(told.values()))]
    lines = [row for row in lines if day(row[told["booked_on"][0]], order) is not None]
    at = told.get("mark", ())
    out_marks, in_marks = _directions(Counter(row[at[0]].strip().casefold() for row in lines) if at else Counter())
    money = told.get("amount", told.get("debit", told.get("credit", (0,))))[0]
    currency = currency_in(profile.header[money]) if money < len(profile.header) else ""
    return replace(
        profile, columns=told, order=order, decimal=decimal, out_marks=out_marks, in_marks=in_marks, currency=currency or profile.currency
    )


def _directions(marks: Counter[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What means money out, and what money in; what nobody knows goes with the most of them."""
    outward, inward = ({mark for mark in marks if mark in known} for known in (OUT_MARKS, IN_MARKS))
    unknown = marks.keys() - outward - inward
    is_out = not outward or sum(marks[mark] for mark in outward) >= sum(marks[mark] for mark in inward)
    outward, inward = (outward | unknown, inward) if is_out else (outward, inward | unknown)
    return tuple(sorted(outward)), tuple(sorted(inward))


def _order(days: Sequence[str]) -> str:
    """Days before months, unless that is impossible for some of the days and possible the other way round."""
    read: Mapping[str, int] = {order: sum(day(text, order) is not None for text in days) for order in ("dmy", "mdy")}
    return "mdy" if read["mdy"] > read["dmy"] else "dmy"
