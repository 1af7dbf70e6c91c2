"""Which lines of a statement surely pay which open items, told by the engine that weighs numbers, payers, amounts and sums. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.treasury.bank_statement.questions import cell
from kantor.engines.reconciling import Book, Known, Lessons, Line, OpenItem, Party, match
from kantor.kit.money import Money
from kantor.words.field import Row, day, number

Item = Mapping[str, Any]


class Paid(NamedTuple):
    """The items that a line pays in full and exactly; evidence: keys of sentences below `reconciling.evidence`."""

    item_ids: tuple[int, ...]
    evidence: tuple[str, ...]


def paid_items(rows: Mapping[int, Row], items: Sequence[Item], currency: str) -> dict[int, Paid]:
    """By the row's place: what it surely pays. Parts, discounts, fees and exchanged amounts are left to a person."""
    lines = [line for place, row in rows.items() if (line := _line(place, row, currency))]
    if not lines or not items:
        return {}
    payers = {str(iban): _payer(item) for item in items for iban in item.get("paid_from", ())}
    known = Known(lessons=Lessons(payers=payers))
    book = Book([_open_item(item) for item in items], _parties(items), known=known, currency=currency)
    found = {}
    for outcome in match(lines, book):
        first = outcome.proposals[0] if outcome.posts else None
        if first and first.shares and not first.rests and not any(share.deductions for share in first.shares):
            whole = all(book.items[book.place_of(share.item_id)].open == share.amount for share in first.shares)
            if whole and not first.exchanged:
                ids = tuple(share.item_id for share in first.shares)
                found[outcome.line_id] = Paid(ids, tuple(dict.fromkeys(evidence.key for evidence in first.evidence)))
    return found


def _line(place: int, row: Row, currency: str) -> Line | None:
    amount, booked_on = number(cell(row, "amount")), day(cell(row, "booked_on"))
    if not amount or booked_on is None:
        return None
    return Line(
        id=place,
        booked_on=booked_on,
        value_on=day(cell(row, "value_on")),
        amount=Money(amount, currency).rounded().minor,
        currency=currency,
        text=cell(row, "text"),
        name=cell(row, "name"),
        iban=cell(row, "iban"),
        end_to_end_id=cell(row, "end_to_end_ids"),
        code=cell(row, "code"),
        return_reason=cell(row, "return_reason"),
    )


def _payer(item: Item) -> int:
    return int(item.get("payer_id", item["party_id"]))


def _open_item(item: Item) -> OpenItem:
    currency = str(item["currency"])
    still, whole = (Money(Decimal(item[key]), currency).rounded().minor for key in ("open", "amount"))
    return OpenItem(
        id=int(item["id"]),
        side=item["side"],
        party_id=_payer(item),
        currency=currency,
        open=still,
        local_open=int(item["local_minor"]) * still // whole,
        issued_on=date.fromisoformat(item.get("document_on", item["due_on"])),
        due_on=date.fromisoformat(item["due_on"]),
        references=(str(item["reference"]),) if item["reference"] else (),
        discounts=tuple((date.fromisoformat(until), int(minor)) for until, minor in item.get("discounts", ())),
    )


def _parties(items: Sequence[Item]) -> list[Party]:
    """Whose items they are, as far as the items tell: merged partners are one."""
    names: dict[int, dict[str, None]] = {}
    ibans: dict[int, set[str]] = {}
    numbers: dict[int, set[str]] = {}
    for item in items:
        party_id = _payer(item)
        names.setdefault(party_id, {})[str(item["name"])] = None
        ibans.setdefault(party_id, set()).update(item.get("ibans", ()))
        numbers.setdefault(party_id, set()).update(filter(None, (item.get("party_number"),)))
    return [Party(key, tuple(sorted(names[key])), tuple(sorted(ibans[key])), tuple(sorted(numbers[key]))) for key in sorted(names)]
