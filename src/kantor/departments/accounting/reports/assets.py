"""Fixed assets: what each stands at, and how the assets of each account came to what they stand at (§ 284 Abs. 3 HGB)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total
from kantor.spine import ledger
from kantor.spine.access import ClientRecord

SUMS = ("cost", "depreciated", "book_value")
OF_TAX = ("tax_value", "above_tax")


class Movement(NamedTuple):
    """Of an asset over some days: what it had cost and was depreciated before and at the end, and what became of either between.

    depreciation: as planned and written down; worn_disposals: of what went.
    """

    cost_begin: Money
    additions: Money
    disposals: Money
    cost_end: Money
    worn_begin: Money
    depreciation: Money
    write_ups: Money
    worn_disposals: Money
    worn_end: Money
    book_end: Money
    book_begin: Money


def asset_register(asked: Asked) -> Table:
    """At the end of the last day asked for, by number; what is gone stands there no more. Where an asset has a plan for tax, with the value
    for tax and how much higher that in the books is: what deferred taxes are reckoned from (§ 274 HGB, art. 37 UoR, PSAK 212)."""
    lines: list[Line] = []
    columns: list[tuple[Money, ...]] = []
    rows = sorted(figures.assets(asked.client, asked.until_on, asked.until_on), key=lambda row: (row.number, row.id))
    has_tax = any(row.tax_beyond is not None for row in rows)
    for row in rows:
        moved = _moved(row, asked)
        if not moved.cost_end and not moved.worn_end:
            continue
        amounts: tuple[Money, ...] = (moved.cost_end, moved.worn_end, moved.book_end)
        if has_tax:
            beyond = Money(row.tax_beyond or Decimal(0), row.currency).rounded()
            amounts = (*amounts, moved.book_end - beyond, beyond)
        columns.append(amounts)
        lines.append(Line((row.number, row.name, row.in_use_on, *amounts), document=row.id))
    keys = (*SUMS, *OF_TAX) if has_tax else SUMS
    sums = tuple(total((amounts[place] for amounts in columns), asked.client.currency) for place in range(len(keys)))
    headings = (Heading("number"), Heading("name"), Heading("in_use_on"), *(Heading(key, AMOUNT) for key in keys))
    return Table(headings=headings, lines=(*lines, Line(("", "", asked.client.currency, *sums), style="sum")))


def asset_movements(asked: Asked) -> Table:
    """Over the days asked for: an account a line, below it its assets, each leading to its document."""
    names = {one.number: one.name for one in ledger.accounts(asked.client.id)}
    by_account: dict[str, list[tuple[Any, Movement]]] = defaultdict(list)
    for row in figures.assets(asked.client, asked.from_on, asked.until_on):
        moved = _moved(row, asked)
        if any(moved):
            by_account[row.account].append((row, moved))
    lines: list[Line] = []
    for account, parts in by_account.items():
        sums = _added([moved for _, moved in parts], asked.client.currency)
        lines.append(Line((f"{account} {names.get(account, '')}", *sums), style="sum", account=account))
        lines += [Line((f"{row.number} {row.name}", *moved), style="account", level=1, document=row.id) for row, moved in parts]
    whole = _added([moved for parts in by_account.values() for _, moved in parts], asked.client.currency)
    headings = (Heading("asset"), *(Heading(key, AMOUNT) for key in Movement._fields))
    lines.append(Line((asked.client.currency, *whole), style="sum"))
    return Table(headings=headings, lines=tuple(lines), note="accounting.report.asset_movements.note")


def by_account(client: ClientRecord, on: date) -> dict[str, Money]:
    """What the accounts of assets stand at by the register at the end of a day, debit less credit; accounts of accumulated depreciation
    where assets have one."""
    zero = Money.zero(client.currency)
    found: dict[str, Money] = defaultdict(lambda: zero)
    for row in figures.assets(client, on, on):
        moved = _moved(row, Asked(client=client, from_on=on, until_on=on, today=on))
        found[row.account] += moved.cost_end if row.contra else moved.book_end
        if row.contra:
            found[row.contra] -= moved.worn_end
    return found


def _moved(row: Any, asked: Asked) -> Movement:
    cost, currency = Money.from_minor(row.cost, row.currency), row.currency
    zero = Money.zero(currency)
    is_new = row.in_use_on >= asked.from_on
    told = {
        key: Money(getattr(row, key), currency).rounded()
        for key in ("cost_before", "worn_before", "added", "gone", "depreciated", "written_up", "worn_gone")
    }
    cost_begin, additions = (zero, cost) if is_new else (cost, zero)
    cost_begin, additions = cost_begin + told["cost_before"], additions + told["added"]
    cost_end = cost_begin + additions - told["gone"]
    worn_end = told["worn_before"] + told["depreciated"] - told["written_up"] - told["worn_gone"]
    return Movement(
        cost_begin=cost_begin,
        additions=additions,
        disposals=told["gone"],
        cost_end=cost_end,
        worn_begin=told["worn_before"],
        depreciation=told["depreciated"],
        write_ups=told["written_up"],
        worn_disposals=told["worn_gone"],
        worn_end=worn_end,
        book_end=cost_end - worn_end,
        book_begin=cost_begin - told["worn_before"],
    )


def _added(moved: list[Movement], currency: str) -> Movement:
    return Movement(*(total((one[place] for one in moved), currency) for place in range(len(Movement._fields))))
