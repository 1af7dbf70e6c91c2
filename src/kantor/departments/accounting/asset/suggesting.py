"""What an asset is told before somebody types it: usual accounts, the useful life of the public table, and the plan of depreciation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kantor.countries.depreciation import Part, PlanUnknown, UsefulLife, useful_lives
from kantor.departments.accounting.asset.planning import planned, planned_for_tax
from kantor.departments.accounting.journal_entry.lines import CLIENT
from kantor.words import Answers, Ask, Reading, Source, Value

Plan = Callable[[Reading, dict[str, Any]], list[Part] | None]
ROLES = Ask("ledger.account_roles", ())
BOOKS, PLANNED = Source("suggestion", "books"), Source("suggestion", "plan")
ACCOUNT_ROLE = {"low_value": "low_value_asset", "pool": "low_value_asset"}
EXPENSE_ROLE = {"low_value": "low_value_depreciation", "pool": "pool_depreciation"}


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps are filled; a plan that was worked out here follows the figures, one that a person changed stays."""
    client: dict[str, Any] = answers.get(CLIENT) or {}
    roles: dict[str, str] = answers.get(ROLES) or {}
    method = reading.text("method") or "linear"
    life = life_of(reading, str(client.get("country", "")))
    gaps = {
        "currency": client.get("currency"),
        "method": method,
        "rhythm": "monthly",
        "months": str(life.months) if life and method in ("linear", "declining") else None,
        "asset_account": roles.get(ACCOUNT_ROLE.get(method, "fixed_asset")),
        "depreciation_account": None if method == "none" else roles.get(EXPENSE_ROLE.get(method, "")) or roles.get("depreciation"),
    }
    values = {key: Value(str(text), BOOKS) for key, text in gaps.items() if text and not reading.text(key)}
    whole = replace(reading, values={**reading.values, **values})
    tables = {
        key: rows
        for key, plan in (("plan", planned), ("tax_plan", planned_for_tax))
        if (rows := _rows(plan, whole, client)) is not None and _is_free(reading, key) and (rows or key == "plan" or reading.rows(key))
    }
    return replace(whole, tables={**whole.tables, **tables}) if values or tables else reading


def life_of(reading: Reading, country: str) -> UsefulLife | None:
    """What the table of the country says of the key on the form; None where it has no such key."""
    key = reading.text("table_key")
    return next((one for one in useful_lives(country) if one.key == key), None) if key and country else None


def _rows(plan: Plan, reading: Reading, client: dict[str, Any]) -> tuple[dict[str, Value], ...] | None:
    try:
        parts = plan(reading, client)
    except PlanUnknown:
        return ()
    if parts is None:
        return None
    told = (
        {"due_on": part.due_on.isoformat(), "amount": str(part.amount.amount), "book_value": str(part.book_value.amount)} for part in parts
    )
    return tuple({key: Value(text, PLANNED) for key, text in row.items()} for row in told)


def _is_free(reading: Reading, table: str) -> bool:
    return all(value.source.kind == "suggestion" for row in reading.rows(table) for value in row.values() if value.text)
