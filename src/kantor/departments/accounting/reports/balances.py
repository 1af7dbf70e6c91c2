"""The trial balance, and what is owed by partner and age."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total
from kantor.spine import ledger

SUMS = ("opening", "debit", "credit", "closing")
OVER_A_YEAR_END = ("opening", "debit", "credit", "carried", "closing")
AGES = ("not_due", "to_30", "to_60", "to_90", "older", "open")
OLDEST_DAYS = (0, 30, 60, 90)
"""Days overdue at most of what stands in each of the first columns."""
MOST = 2000
"""Items shown behind a partner."""


def trial_balance(asked: Asked) -> Table:
    """Every account that was ever posted to; the closing column adds up to zero. Over the end of a year whose result was carried forward
    there is a column for that."""
    rows = ledger.trial_balance(asked.client.id, from_on=asked.from_on, until_on=asked.until_on)
    is_carried = any(row.carried for row in rows)
    keys = OVER_A_YEAR_END if is_carried else SUMS
    lines = [Line((row.number, row.name, *(getattr(row, key) for key in keys)), account=row.number) for row in rows]
    sums = tuple(total((getattr(row, key) for row in rows), asked.client.currency) for key in keys)
    headings = (Heading("account"), Heading("name"), *(Heading(key, AMOUNT) for key in keys))
    note = "accounting.report.crosses_year_end" if is_carried else ""
    return Table(headings=headings, lines=(*lines, Line(("", asked.client.currency, *sums), style="sum")), note=note)


def aged(side: str) -> Callable[[Asked], Table]:
    """What was open with each partner of a side at the end of the last day asked for, by days overdue on it, with a sum for each currency:
    the balance of the accounts of that side. A line opens into its items, and once open leads to the partner."""

    def make(asked: Asked) -> Table:
        rows = figures.aged(asked.client, side, asked.until_on)
        lines: list[Line] = []
        for row in rows:
            key = f"{row.party_id}:{row.currency}"
            is_open = asked.line == key
            lines.append(Line((row.number, row.name, row.currency, *_ages(row)), key=key, party=row.party_id if is_open else None))
            if is_open:
                lines += _behind(row, side, asked)
        headings = (Heading("number"), Heading("party"), Heading("currency"), *(Heading(key, AMOUNT) for key in AGES))
        return Table(headings=headings, lines=(*lines, *_sums(rows)), note="accounting.report.as_of_day")

    return make


def _behind(row: Any, side: str, asked: Asked) -> Iterator[Line]:
    """Each item of a partner by the day on which it is due, its amount in the column of its age."""
    for item in figures.open_behind(asked.client, side, asked.until_on, row.party_id, row.currency, most=MOST):
        amount = Money.from_minor(item.open, row.currency)
        column = sum(item.days_overdue > days for days in OLDEST_DAYS)
        ages = [amount if place == column else None for place in range(len(OLDEST_DAYS) + 1)]
        cells = (item.due_on, item.reference, row.currency, *ages, amount)
        yield Line(cells, style="account", level=1, document=item.document_id)


def _ages(row: Any) -> tuple[Money, ...]:
    return tuple(Money.from_minor(getattr(row, key), row.currency) for key in AGES)


def _sums(rows: Sequence[Any]) -> list[Line]:
    by_currency: dict[str, list[tuple[Money, ...]]] = defaultdict(list)
    for row in rows:
        by_currency[row.currency].append(_ages(row))
    return [
        Line(("", "", currency, *(total(column, currency) for column in zip(*ages, strict=True))), style="sum")
        for currency, ages in sorted(by_currency.items())
    ]
