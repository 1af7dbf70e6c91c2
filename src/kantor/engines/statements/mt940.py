"""Reads SWIFT MT940 (statements) and MT942 (intraday reports) as banks write them, which is not always as SWIFT describes them."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kantor.engines.statements.letters import decoded
from kantor.engines.statements.model import NO_CURRENCY, Balance, Line, Statement
from kantor.engines.statements.mt940_details import told
from kantor.kit.money import Money
from kantor.words import Unreadable

KNOWN = frozenset(
    ("13", "13D", "20", "21", "25", "25P", "28", "28C", "34F", "60", "60F", "60M", "61", "62", "62F", "62M", "64", "65", "86", "90C", "90D")
) | {"NS"}
_FIELD = re.compile(r":(\d{2,3}[A-Z]?|NS):")
_BROKEN_FIELD = re.compile(r"(?m)^:\n(\d{2}[A-Z]?:)")  # some savings banks wrap inside of the field's name
_BALANCE = re.compile(r"(?P<mark>[CD])(?P<day>\d{6})(?P<currency>[A-Z]{3})?(?P<amount>\d[\d.]{0,20},?\d{0,6})\s*$")
_LINE = re.compile(
    r"(?P<value>\d{6})(?P<entry>\d{4})?(?P<mark>R?[DC]|E[DC])(?P<funds>[A-Z])?[\n ]?(?P<amount>\d{1,15}(?:,\d*)?)"
    r"(?P<type>[A-Z][A-Z0-9 ]{3})?(?P<own>(?:(?!//)[^\n]){0,16})(?://(?P<bank>[^\n]{0,23}))?\n?(?P<extra>.*)",
    re.DOTALL,
)
_NUMBER = re.compile(r"(\d{1,5})?/?(\d{1,5})?")
_ORIGINAL = re.compile(r"/OCMT/([A-Z]{3})(\d+(?:,\d*)?)/")
_CHARGES = re.compile(r"/CHGS/([A-Z]{3})(\d+(?:,\d*)?)/")
_CURRENCY_AT_END = re.compile(r"\d[./]?([A-Z]{3})$")


class Field(NamedTuple):
    """tag without its colons; line: where it begins, from 1."""

    tag: str
    text: str
    line: int


def is_mt940(data: bytes) -> bool:
    """Whether the bytes look like such a message: the account and a balance or a line."""
    head = data[:4096]
    return re.search(rb"(?m)^:25P?:", head) is not None and re.search(rb"(?m)^:(60[FM]?|61|34F|28C?):", head) is not None


def read(data: bytes) -> tuple[Statement, ...]:
    """Every statement in the file, with what it says; a fragment leaves out the rest. Raises Unreadable, naming the line, for what is
    damaged."""
    text, _ = decoded(data)
    found = list(_fields(_BROKEN_FIELD.sub(r":\1", text.replace("\r\n", "\n").replace("\r", "\n"))))
    if not found:
        raise Unreadable("statements.nothing_inside")
    return tuple(_statement(fields) for fields in _messages(found))


def _fields(text: str) -> Iterator[Field]:
    open_field: tuple[str, list[str], int] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        start = line.rpartition("{4:")[2] if line.startswith("{") else line
        field = _FIELD.match(start)
        if field and field[1] in KNOWN:
            if open_field:
                yield Field(open_field[0], "\n".join(open_field[1]), open_field[2])
            open_field = (field[1], [start[field.end() :]], number)
        elif start.strip("\x03 ") in ("-", "-}") or start.startswith(("{", "-}")):
            if open_field:
                yield Field(open_field[0], "\n".join(open_field[1]), open_field[2])
            open_field = None
        elif open_field:
            open_field[1].append(start)
    if open_field:
        yield Field(open_field[0], "\n".join(open_field[1]), open_field[2])


def _messages(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """A message begins with :20:, or where another opening balance stands."""
    message: list[Field] = []
    for field in fields:
        begins_anew = field.tag == "20" or (field.tag.startswith("60") and any(before.tag.startswith("60") for before in message))
        if message and begins_anew:
            yield message
            message = []
        message.append(field)
    yield message


def _statement(fields: Sequence[Field]) -> Statement:
    currency = _currency(fields)
    head: dict[str, str] = {}
    balances: dict[str, Balance] = {}
    lines: list[Line] = []
    for field in fields:
        if field.tag == "61":
            lines.append(_line(field, currency))
        elif field.tag == "86" and lines and not head.get("closed"):
            lines[-1] = told(lines[-1], field.text)
        elif field.tag[:2] in ("60", "62", "64"):
            balances.setdefault(field.tag[:2], _balance(field, currency))
            head["closed"] = "yes" if field.tag[:2] == "62" else ""
        elif field.tag in ("25", "25P") and lines:
            raise _damaged(field)
        elif field.tag not in ("65", "86"):
            head[field.tag] = field.text.strip()
    counted = _NUMBER.match(head.get("28C") or head.get("28") or "")
    opening, closing = balances.get("60"), balances.get("62")
    is_final = "34F" not in head and "13D" not in head
    return Statement(
        format="mt940" if is_final else "mt942",
        account=(head.get("25") or head.get("25P") or "").split("\n")[0].strip(),
        currency=currency,
        reference=head.get("20", "").split("\n")[0],
        number=(counted[1] or "") if counted else "",
        page=(counted[2] or "") if counted else "",
        from_on=opening.on if opening else None,
        to_on=closing.on if closing else _day(head["13D"][:6]) if re.match(r"\d{6}", head.get("13D", "")) else None,
        opening=opening,
        closing=closing,
        available=balances.get("64"),
        lines=tuple(lines),
        is_final=is_final,
    )


def _currency(fields: Sequence[Field]) -> str:
    """Of a balance, of the floor limit, or behind the account's number."""
    for field in fields:
        balance = _BALANCE.match(field.text) if field.tag[:2] in ("60", "62", "64") else None
        if balance and balance["currency"]:
            return balance["currency"]
        if field.tag == "34F" and re.match("[A-Z]{3}", field.text):
            return field.text[:3]
    behind = [_CURRENCY_AT_END.search(field.text.strip()) for field in fields if field.tag == "25"]
    return behind[0][1] if behind and behind[0] else NO_CURRENCY


def _balance(field: Field, currency: str) -> Balance:
    found = _BALANCE.match(field.text.strip())
    if found is None or found["currency"] not in (None, currency):
        raise _damaged(field)
    amount = _amount(found["amount"])
    return Balance(amount=Money(amount if found["mark"] == "C" else -amount, currency), on=_day(found["day"], field))


def _line(field: Field, currency: str) -> Line:
    found = _LINE.fullmatch(field.text.rstrip())
    if found is None:
        raise _damaged(field)
    amount = _amount(found["amount"])
    is_reversal = found["mark"][0] == "R"
    is_in = (found["mark"][-1] == "C") is not is_reversal  # a reversed credit takes money out
    value_on = _day(found["value"], field)
    extra = found["extra"].strip()
    bank_reference = (found["bank"] or "").strip()
    line = Line(
        amount=Money(amount if is_in else -amount, currency),
        booked_on=_entry_day(found["entry"], value_on, field) if found["entry"] else value_on,
        value_on=value_on,
        own_reference=_named(found["own"]),
        bank_reference=bank_reference if bank_reference != "NONREF" else "",
        code=(found["type"] or "").strip(),
        text="" if extra.startswith("/") else extra,
        is_reversal=is_reversal,
        place=str(field.line),
    )
    original, charges = _ORIGINAL.search(extra + "/"), _CHARGES.search(extra + "/")
    return replace(
        line,
        original=Money(_amount(original[2]), original[1]) if original else None,
        charges=(Money(_amount(charges[2]), charges[1]),) if charges else (),
    )


def _named(reference: str) -> str:
    return "" if reference.strip() == "NONREF" else reference.strip()


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _day(text: str, field: Field | None = None) -> date:
    """YYMMDD; the 30th of February, on which German banks pay interest, is the month's last day."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    year += 2000 if year < 80 else 1900
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise _damaged(field or Field("13D", text, 0))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _entry_day(text: str, value_on: date, field: Field) -> date:
    """MMDD in the year that lies next to the day of value."""
    days = [_day(f"{year % 100:02}{text}", field) for year in (value_on.year - 1, value_on.year, value_on.year + 1)]
    return min(days, key=lambda day: abs(day - value_on))


def _damaged(field: Field) -> Unreadable:
    return Unreadable("statements.damaged_line", {"line": str(field.line), "field": f":{field.tag}:", "text": field.text[:60]})
