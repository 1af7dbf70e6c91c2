"""What an approved run does: a letter to each customer in its own language with every open item and the sum."""

from collections.abc import Mapping
from typing import Any

from kantor.countries import address_lines, write_date
from kantor.departments.receivables.statement_run.document import statements
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.words import Effect, Letter, Verified
from kantor.words.field import cell, day, number

TEMPLATE = "receivables.letter.statement"


def effect(verified: Verified) -> Effect:
    """Pure. The items as they are when it is approved; nothing is posted."""
    reading = verified.reading
    wanted = {(cell(row, "party_id"), cell(row, "currency")) for row in reading.rows("customers") if cell(row, "leave_out") != "yes"}
    told = verified.answers.get(statements(reading)) or ()
    return Effect(parts=tuple(_letter(verified, one) for one in told if (str(one["party_id"]), one["currency"]) in wanted))


def _letter(verified: Verified, told: Mapping[str, Any]) -> Letter:
    language, currency = told["language"], told["currency"]
    values = {
        "customer": told["customer"],
        "client": str(verified.client["name"]),
        "day": _day(verified.reading.text("stated_on"), language),
        "items": "\n".join(_line(item, currency, language) for item in told["items"]),
        "total": _money(told["open"], currency, language),
        "overdue": _money(told["overdue"], currency, language),
    }
    return Letter(
        key=f"statement:{verified.document_id}:{told['party_id']}:{currency}",
        party_id=int(told["party_id"]),
        recipient=told["customer"],
        address="\n".join(address_lines(**told["address"], country=told["country"])),
        email=told["email"],
        language=language,
        template=TEMPLATE,
        values=values,
        decided=True,
    )


def _line(item: Mapping[str, str], currency: str, language: str) -> str:
    told = {
        "reference": item["reference"],
        "day": _day(item["document_on"], language),
        "due": _day(item["due_on"], language),
        "open": _money(item["open"], currency, language),
    }
    return say("receivables.letter.stated", language, told)


def _day(text: str, language: str) -> str:
    on = day(text)
    return write_date(on, language) if on else ""


def _money(text: str, currency: str, language: str) -> str:
    amount = number(text)
    return Money(amount, currency).format(language) if amount is not None else ""
