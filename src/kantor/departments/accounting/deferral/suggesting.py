"""What a deferral is told before somebody types it: the account for it, the currency, and the plan that follows from its figures."""

from dataclasses import replace
from typing import Any

from kantor.departments.accounting.journal_entry.lines import CLIENT
from kantor.departments.accounting.rhythm import month_ends, shares
from kantor.kit.money import Money
from kantor.words import Answers, Ask, Reading, Source, Value

ROLES = Ask("ledger.account_roles", ())
BOOKS = Source("suggestion", "books")
PLANNED = "plan:"
MOST_MONTHS = 600


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps are filled; a plan that was worked out here follows the figures, one that a person changed stays."""
    client: dict[str, Any] = answers.get(CLIENT) or {}
    roles: dict[str, str] = answers.get(ROLES) or {}
    gaps = {"currency": client.get("currency"), "side": "expense", "split": "months"}
    if (reading.text("side") or "expense") == "expense":
        gaps["deferred_account"] = roles.get("prepaid_expense")
    values = {key: Value(str(text), BOOKS) for key, text in gaps.items() if text and not reading.text(key)}
    whole = replace(reading, values={**reading.values, **values})
    rows = planned(whole)
    tables = {"plan": rows} if rows is not None and _is_free(reading) else {}
    return replace(whole, tables={**whole.tables, **tables}) if values or tables else reading


def planned(reading: Reading) -> tuple[dict[str, Value], ...] | None:
    """The plan that follows from the figures; None where they are not all there."""
    first, months, amount = reading.date("first_on"), reading.number("months"), reading.number("amount")
    currency = reading.text("currency")
    if first is None or months is None or amount is None or not 0 < months <= MOST_MONTHS or months != int(months) or len(currency) != 3:
        return None
    by_days = reading.text("split") == "days"
    parts = shares(Money(amount, currency).rounded(), first, int(months), by_days=by_days)
    source = Source("suggestion", f"{PLANNED}{amount}:{first}:{months}:{by_days}")
    days = month_ends(first, len(parts))
    return tuple(
        {"due_on": Value(on.isoformat(), source), "amount": Value(str(part.amount), source)} for on, part in zip(days, parts, strict=True)
    )


def _is_free(reading: Reading) -> bool:
    cells = [value for row in reading.rows("plan") for value in row.values() if value.text]
    return all(value.source.kind == "suggestion" for value in cells)
