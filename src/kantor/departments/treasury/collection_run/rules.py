"""The rules of a collection run: only what is open, by mandates that hold on that day, announced in time, and the sum is the sum."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import electronic_iban
from kantor.departments.treasury.collection_run.document import COLLECTIONS, FIELDS, KEY
from kantor.departments.treasury.mandate.rules import NOTICE_DAYS
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.field import Row, cell, day, number
from kantor.words.filled import filled

ROLES = Ask("ledger.account_roles", ())
TRANSIT = "money_in_transit"
UNUSED_YEARS = 3
"""A mandate that nothing was collected by for so long counts no more (EPC016-06, 4.1)."""
Collectable = Mapping[str, Any]


def state_of(reading: Reading) -> Ask:
    return Ask("treasury.collectables", tuple(cell(row, "open_item_id") for row in reading.rows("collections")))


def left_alone(reading: Reading) -> Ask:
    """What receivables leave alone on that day, because it is disputed, or because the customer promised to pay."""
    return Ask("receivables.left_alone", (reading.text("collect_on"), *state_of(reading).about))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (state_of(reading), left_alone(reading), ROLES)


def amount(row: Row) -> Decimal:
    return number(cell(row, "amount")) or Decimal(0)


def holds_not(mandate: Mapping[str, Any], on: date) -> str:
    """Why nothing may be collected by it on that day: key of a finding, '' where it may."""
    ends_on, last_on = day(mandate["ends_on"]), day(mandate["last_on"])
    if ends_on and on > ends_on:
        return "mandate_ended"
    if not mandate["is_recurrent"] and last_on:
        return "mandate_used"
    begun = last_on or day(mandate["signed_on"]) or on
    return "mandate_expired" if on > date(begun.year + UNUSED_YEARS, begun.month, min(begun.day, 28)) else ""


def sequence_of(mandate: Mapping[str, Any]) -> str:
    if not mandate["is_recurrent"]:
        return "OOFF"
    return "RCUR" if mandate["last_on"] else "FRST"


def sums(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    rows = reading.rows("collections")
    if not rows:
        yield _finding("empty", "collections")
    if not (answers.get(ROLES) or {}).get(TRANSIT):
        yield _finding("no_account", "collections", role=TRANSIT)
    total = sum((amount(row) for row in rows), Decimal(0))
    if reading.number("total") not in (None, total):
        yield _finding("wrong_total", "total", expected=total, found=reading.text("total"))
    if reading.text("currency") not in ("", "EUR"):
        yield _finding("not_euro", "currency", currency=reading.text("currency"))
    on = reading.date("collect_on")
    if on is not None and on <= today:
        yield _finding("day_has_passed", "collect_on", on=reading.text("collect_on"))
    elif on is not None and on < today + timedelta(days=(agreed := _agreed_days(reading, answers))):
        yield _finding("short_notice", "collect_on", Severity.LOOK, days=(on - today).days, usual=agreed)


def _agreed_days(reading: Reading, answers: Answers) -> int:
    """How long before it comes the direct debits are told: the longest time of their mandates."""
    items = {str(item["id"]): item for item in answers.get(state_of(reading)) or ()}
    pairs = [(items.get(cell(row, "open_item_id")), cell(row, "mandate")) for row in reading.rows("collections")]
    days = [item["mandates"][mandate].get("notice_days", NOTICE_DAYS) for item, mandate in pairs if item and mandate in item["mandates"]]
    return max(days, default=NOTICE_DAYS)


def each_collection(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Every collection against the books and mandates as they are now, so that nothing changes between proposal and release unseen."""
    items = {str(item["id"]): item for item in answers.get(state_of(reading)) or ()}
    on = reading.date("collect_on") or today
    seen: set[str] = set()
    used: set[str] = set()
    for index, row in enumerate(reading.rows("collections")):
        key, field = cell(row, "open_item_id"), f"collections.{index}.amount"
        item, debtor = items.get(key), cell(row, "debtor")
        if item is None or key in seen:
            yield _finding("not_owed", field, debtor=debtor, reference=cell(row, "reference"))
            continue
        seen.add(key)
        yield from _held(item, (answers.get(left_alone(reading)) or {}).get(key, ""), field)
        if not 0 < amount(row) <= Decimal(item["open"]) or item["currency"] != "EUR":
            yield _finding("more_than_owed", field, debtor=debtor, open=item["open"], asked=amount(row))
        mandate = item["mandates"].get(cell(row, "mandate"))
        if mandate is None:
            yield _finding("no_mandate", f"collections.{index}.mandate", debtor=debtor, mandate=cell(row, "mandate") or "-")
        elif why := "mandate_used" if cell(row, "mandate") in used else holds_not(mandate, on):
            yield Finding(
                key=f"{KEY}.{why}",
                severity=Severity.STOP,
                field=f"collections.{index}.mandate",
                evidence={"debtor": debtor, "mandate": cell(row, "mandate")},
            )
        elif not mandate["is_recurrent"]:
            used.add(cell(row, "mandate"))
        if mandate and cell(row, "iban") and electronic_iban(cell(row, "iban")) != mandate["iban"]:
            told = {"debtor": debtor, "mandate": cell(row, "mandate"), "agreed": mandate["iban"], "iban": cell(row, "iban")}
            yield _finding("other_account", f"collections.{index}.iban", **told)


def _held(item: Collectable, until: str, field: str) -> Iterator[Finding]:
    """until: the day up to which it is left alone, '' where it is not."""
    told = {"debtor": item["name"], "reference": item["reference"]}
    if item.get("held_reason"):
        yield _finding("held_back", field, **told, reason=item["held_reason"])
    if until:
        yield _finding("left_alone", field, **told, until=until)


def _finding(key: str, field: str, severity: Severity = Severity.STOP, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(text) for name, text in evidence.items()})


RULES = (
    filled(KEY, FIELDS, COLLECTIONS),
    Rule(key=f"{KEY}.sums", judge=sums, asks=asks),
    Rule(key=f"{KEY}.each_collection", judge=each_collection, asks=asks),
)
