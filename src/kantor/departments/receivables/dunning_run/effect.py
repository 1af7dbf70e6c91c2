"""What an approved run does: a letter to each customer in its own language, and what was decided about each item."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import address_lines, write_date
from kantor.departments.receivables.dunning_run.document import overdue
from kantor.departments.receivables.dunning_run.fees import lump_sum
from kantor.departments.receivables.parts import Dunned
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.words import Effect, Letter, Part, Verified
from kantor.words.field import Row, cell, number

Items = Mapping[str, Mapping[str, Any]]


def effect(verified: Verified) -> Effect:
    """Pure. Nothing is posted: interest and fees are asked for, and booked when they are paid."""
    reading = verified.reading
    on = reading.date("dunned_on") or verified.today
    items: Items = {str(item["id"]): item for item in verified.answers.get(overdue(reading)) or ()}
    letters: dict[tuple[int, str], list[Row]] = defaultdict(list)
    parts: list[Part] = []
    for row in reading.rows("overdue"):
        item = items[cell(row, "open_item_id")]
        parts.append(_dunned(row, item, on))
        if not cell(row, "hold"):
            letters[item["party_id"], item["currency"]].append(row)
    parts += [_letter(verified, rows, items, on) for rows in letters.values()]
    return Effect(parts=tuple(parts))


def _amount(row: Row, key: str) -> Decimal:
    return number(cell(row, key)) or Decimal(0)


def _dunned(row: Row, item: Mapping[str, Any], on: date) -> Dunned:
    hold = cell(row, "hold")
    return Dunned(
        open_item_id=int(item["id"]),
        level=0 if hold else int(_amount(row, "level")),
        dunned_on=on,
        interest=Money(Decimal(0) if hold else _amount(row, "interest"), item["currency"]),
        fee=Money(Decimal(0) if hold else _amount(row, "fee"), item["currency"]),
        hold=hold,
        held_until=cell(row, "held_until") if hold else "",
    )


def _letter(verified: Verified, rows: Sequence[Row], items: Items, on: date) -> Letter:
    """By the highest level among its items; the whole of it is what the customer is asked to pay."""
    customer = items[cell(rows[0], "open_item_id")]
    language, currency = customer["language"], customer["currency"]
    level = max(int(_amount(row, "level")) for row in rows)
    until = verified.reading.date("pay_until") or on
    total = sum((_amount(row, key) for row in rows for key in ("open", "interest", "fee")), Decimal(0))
    values = {
        "customer": customer["customer"],
        "client": str(verified.client["name"]),
        "items": "\n".join(_lines(rows, items, language, verified.client)),
        "total": Money(total, currency).format(language),
        "until": write_date(until, language),
        "iban": str(verified.client.get("own_iban") or ""),
    }
    return Letter(
        key=f"dunning:{verified.document_id}:{customer['party_id']}:{currency}",
        party_id=int(customer["party_id"]),
        recipient=customer["customer"],
        address="\n".join(address_lines(**customer["address"], country=customer["country"])),
        email=customer["email"],
        language=language,
        template=f"receivables.letter.dunning_{level}",
        values=values,
        decided=True,
    )


def _lines(rows: Sequence[Row], items: Items, language: str, client: Mapping[str, Any]) -> Iterator[str]:
    """An invoice a line: number, due day, what is open, and what is asked for besides."""
    for row in rows:
        item = items[cell(row, "open_item_id")]
        due = date.fromisoformat(item["due_on"])
        told = {"reference": item["reference"], "due": write_date(due, language), "open": _money(row, "open", item, language)}
        yield say("receivables.letter.item", language, told)
        for extra, said in (("interest", "interest"), ("fee", "fee" if lump_sum(item, client) else "dunning_fee")):
            if _amount(row, extra):
                yield say(f"receivables.letter.{said}", language, {"amount": _money(row, extra, item, language)})


def _money(row: Row, key: str, item: Mapping[str, Any], language: str) -> str:
    return Money(_amount(row, key), item["currency"]).format(language)
