"""What a change of an asset is told before somebody types it: the asset's name, until when it is worn, accounts, and the plan left."""

from dataclasses import replace
from typing import Any

from kantor.countries.depreciation import worn_until
from kantor.departments.accounting.asset_change.document import CLIENT, ROLES, asset_of
from kantor.departments.accounting.asset_change.standing import DISPOSALS, Made
from kantor.departments.accounting.asset_change.working import amount_of, worked_out
from kantor.kit.money import Money
from kantor.words import Answers, Reading, Source, Value

BOOKS, PLANNED = Source("suggestion", "books"), Source("suggestion", "plan")
COUNTER_ROLES = {"write_down": "asset_write_down", "write_up": "asset_write_up", "scrapping": "asset_gone_at_loss"}


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps are filled; a plan that was worked out here follows the figures, one that a person changed stays."""
    client: dict[str, Any] = answers.get(CLIENT) or {}
    asset: dict[str, Any] | None = answers.get(asset_of(reading))
    on = reading.date("on")
    gaps: dict[str, object] = {"currency": client.get("currency")}
    if on:
        gaps["worn_until"] = worn_until(str(client.get("country", "")), on).isoformat()
    if asset:
        gaps |= {"name": asset["name"], "amount": amount_of(reading, asset)}
    whole = _filled(reading, gaps)
    made = worked_out(whole, asset, str(client.get("country", ""))) if asset else None
    if made:
        whole = _filled(whole, {"counter_account": (answers.get(ROLES) or {}).get(_role(whole, made))})
    if made is None or not _is_free(reading):
        return whole
    value, rows = made.after.book_value, []
    for row in made.after.rows:
        value -= row.amount
        told = {"due_on": row.due_on.isoformat(), "amount": str(row.amount.amount), "book_value": str(value.amount)}
        rows.append({key: Value(text, PLANNED) for key, text in told.items()})
    return replace(whole, tables={**whole.tables, "plan": tuple(rows)})


def _role(reading: Reading, made: Made) -> str:
    kind = reading.text("change")
    return ("asset_gone" if is_gain(reading, made) else "asset_gone_at_loss") if kind == "sale" else COUNTER_ROLES.get(kind, "")


def is_gain(reading: Reading, made: Made) -> bool:
    """Whether a sale brings at least what its part of the asset stands at."""
    proceeds = Money(reading.number("proceeds") or made.cost.amount - made.cost.amount, made.cost.currency)
    return reading.text("change") in DISPOSALS and proceeds >= made.worn - made.cost


def _filled(reading: Reading, gaps: dict[str, object]) -> Reading:
    values = {key: Value(str(text), BOOKS) for key, text in gaps.items() if text and not reading.text(key)}
    return replace(reading, values={**reading.values, **values}) if values else reading


def _is_free(reading: Reading) -> bool:
    return all(value.source.kind == "suggestion" for row in reading.rows("plan") for value in row.values() if value.text)
