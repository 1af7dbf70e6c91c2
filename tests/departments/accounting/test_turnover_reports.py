"""What reports, tax returns and checks read of the turnover is a plain sum over the postings, wherever the marks of the turnover stand."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import pytest
from django.db import connection
from psycopg.rows import namedtuple_row
from tests.spine.ledger.books import AT, applied, filed, reversing

from kantor.departments.accounting import budgets, open_books
from kantor.departments.accounting.allocation import keeping as allocation
from kantor.departments.accounting.closing import checks
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.vat_return import books
from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Entry, Posting
from kantor.words.authority import NewClient

TODAY = AT.date()
DAYS = (date(2026, 2, 1), date(2026, 6, 30))
CODES = {"DE": ["", "", "V19", "U19", "U7", "UIG", "E19"], "PL": ["", "", "Z23", "S23", "WDT", "Z23P"]}
POSTINGS = """
    SELECT p.entry_id, a.number, a.name, a.kind, a.role, e.ledger, p.tax_code, p.cost_centre, p.project, p.dr - p.cr AS amount, e.booked_on
    FROM ledger_posting p
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
    JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
    WHERE p.client_id = %s AND e.booked_on BETWEEN %s AND %s
"""


class Year(NamedTuple):
    """A client with some months of entries, some of them undone; seen: what its postings are in the days."""

    client: ClientRecord
    seen: list[Any]

    def sums(self, by: Callable[[Any], Any], only: Callable[[Any], bool] = lambda row: True) -> dict[Any, int]:
        """By key, without those that come to nothing."""
        found: dict[Any, int] = defaultdict(int)
        for row in self.seen:
            if only(row):
                found[by(row)] += row.amount
        return {key: amount for key, amount in found.items() if amount}


def posted_at_random(actor: Actor, country: str, chance: random.Random, count: int) -> None:
    accounts = [row.number for row in ledger.accounts(actor.clients[0])]
    taxes = [row.number for row in ledger.accounts(actor.clients[0]) if re.search(r"(^| )(input|output)_vat", row.role)]
    documents = filed(actor, count)
    batch = []
    for document in documents:
        lines = [
            Posting(
                account=chance.choice(taxes if chance.random() < 0.4 else accounts),
                debit=Money.from_minor(chance.randrange(-9_999, 99_999), client_currency(country)),
                tax_code=chance.choice(CODES[country]),
                cost_centre=chance.choice(["", "100", "200"]),
                project=chance.choice(["", "P-1"]),
            )
            for _ in range(chance.randint(1, 4))
        ]
        whole = Money.from_minor(sum(one.debit.minor for one in lines if one.debit), client_currency(country))
        rest = Posting(account=chance.choice(accounts), credit=whole)
        on = date(2026, 1, 1) + timedelta(days=chance.randrange(240))
        name = chance.choice(["main", "main", "main", "tax", "closing"])
        entry = Entry(series=chance.choice(["GJ", "PI"]), booked_on=on, document_on=on, text="", postings=(*lines, rest), ledger=name)
        batch += applied(actor, document, entry)
    ledger.EntryParts().apply(batch, actor)
    undone = chance.sample(documents, count // 5)
    counters = filed(actor, len(undone))
    ledger.EntryParts().reverse([one for pair in zip(counters, undone, strict=True) for one in reversing(actor, *pair)], actor)


def client_currency(country: str) -> str:
    return {"DE": "EUR", "PL": "PLN"}[country]


@pytest.fixture(params=["DE", "PL"])
def year(request: pytest.FixtureRequest, database: None) -> Iterator[Year]:
    country = request.param
    new = NewClient(
        code=f"turnover{country}",
        name="Umsatz",
        country=country,
        currency=client_currency(country),
        language="en",
        chart={"DE": "skr03", "PL": "pl_model"}[country],
        from_on=date(2026, 1, 1),
    )
    client_id, chance = access.create_client(new, at=AT), random.Random(7)
    with access.acting(clients=[client_id], person_id=None, at=AT) as actor:
        open_books(TODAY, actor)
        posted_at_random(actor, country, chance, 120)
        client = access.client(client_id)
        with connection.connection.cursor(row_factory=namedtuple_row) as cursor:
            yield Year(client, cursor.execute(POSTINGS, [client_id, *DAYS]).fetchall())


@pytest.fixture(params=["nothing", "a part", "all"])
def carried(request: pytest.FixtureRequest, year: Year) -> str:
    """How much of it the turnover holds."""
    if request.param == "a part":
        assert 0 < ledger.carry_turnover(year.client.id, lambda: AT, most=31) < 120
    elif request.param == "all":
        assert ledger.carry_turnover(year.client.id, lambda: AT) == 144
        assert ledger.carry_turnover(year.client.id, lambda: AT) == 0
    assert ledger.differences(year.client.id) == []
    return str(request.param)


def of_result(row: Any) -> bool:
    return row.kind in ("revenue", "expense") and row.ledger == "main"


def test_dimensions_and_budgets(year: Year, carried: str) -> None:
    for dimension in ("cost_centre", "project"):
        found = figures.by_dimension(year.client, dimension, *DAYS)
        expected = year.sums(lambda row: (getattr(row, dimension), row.number), of_result)  # noqa: B023
        assert {(row.named, row.number): row.amount for row in found} == expected
    actual = budgets.posted(year.client.id, *DAYS)
    assert {key: amount for key, amount in actual.items() if amount} == year.sums(lambda row: (row.number, row.cost_centre), of_result)
    costs = allocation.QUERIES.rows("centre_costs", client_id=year.client.id, centre="100", from_on=DAYS[0], until_on=DAYS[1])
    of_centre = year.sums(lambda row: row.number, lambda row: of_result(row) and row.cost_centre == "100")
    assert {row.account: row.amount for row in costs} == of_centre


def test_taxes_by_code(year: Year, carried: str) -> None:
    found = {(row.tax_code, row.number): row.amount for row in figures.by_tax_code(year.client, *DAYS) if row.amount}
    assert found == year.sums(lambda row: (row.tax_code, row.number), lambda row: row.tax_code != "")
    rows = checks.QUERIES.rows("taxes", client_id=year.client.id, from_on=DAYS[0], until_on=DAYS[1])
    assert {(row.tax_code, row.number): row.amount for row in rows if row.amount} == found
    assert sum(row.number_of_postings for row in rows) == len([row for row in year.seen if row.tax_code])
    unfiled = checks.QUERIES.rows("unfiled", client_id=year.client.id, from_on=DAYS[0], until_on=DAYS[1], most=100)
    assert [row.day.month for row in unfiled] == sorted({row.booked_on.month for row in year.seen if row.tax_code})


def side(row: Any) -> str:
    sides = {"input": books.DEDUCTIBLE, "output": books.OWED, "lost": books.LOST}
    return next((name for name, role in sides.items() if re.search(role, row.role)), "base")


def test_the_tax_return_and_what_stands_behind_it(year: Year, carried: str) -> None:
    half = Decimal(1)  # of Polish car costs as much of the tax is cost as is deducted (art. 86a ust. 1 ustawy o VAT)
    expected: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for (code, name), cents in year.sums(lambda row: (row.tax_code, side(row)), lambda row: row.tax_code != "").items():
        expected[code][name] += Decimal(cents) / 100
        if name == "lost":
            expected[code]["base"] += Decimal(cents) / 100
    by_entry = year.sums(lambda row: row.entry_id, lambda row: row.tax_code == "Z23P" and side(row) == "input")
    for cents in by_entry.values():
        expected["Z23P"]["base"] -= (Decimal(cents) / 100 * half).quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = {one.code: one for one in books.posted(year.client, *DAYS)}
    for code, sums in expected.items():
        assert {name: getattr(found[code], name) for name in ("base", "input", "output", "lost")} == {
            name: sums[name] for name in ("base", "input", "output", "lost")
        }
        rows = books.brought(year.client, *DAYS, [code])
        for name in ("base", "input", "output", "lost"):
            assert sum(getattr(row.posted, name) for row in rows) == sums[name]
        assert [row.entry_id for row in rows] == sorted_by_day({row.entry_id: row.booked_on for row in year.seen if row.tax_code == code})
        assert books.brought(year.client, *DAYS, [code], most=1) == rows[:1]  # of many, the first ones
        assert books.brought(year.client, *DAYS, [code], most=5) == rows[:5]


def sorted_by_day(entries: dict[int, date]) -> list[int]:
    return sorted(entries, key=lambda entry: (entries[entry], entry))


def test_accounts_that_hold_tax(year: Year, carried: str) -> None:
    holds = re.compile(f"{books.DEDUCTIBLE}|{books.OWED}")
    amounts = year.sums(lambda row: row.number, lambda row: bool(holds.search(row.role)))
    without = year.sums(lambda row: row.number, lambda row: bool(holds.search(row.role)) and row.tax_code == "")
    found = books.vat_accounts(year.client, *DAYS)
    assert {row["number"]: Decimal(row["amount"]) * 100 for row in found if Decimal(row["amount"])} == amounts
    assert {row["number"]: Decimal(row["without_code"]) * 100 for row in found if Decimal(row["without_code"])} == without
