"""What the tests of accounts payable enter: a client, what the house would answer, and the effect of a reading as account -> amount."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.effect import effect
from kantor.departments.payables.supplier_invoice.reading import read
from kantor.departments.payables.supplier_invoice.suggesting import suggest
from kantor.words import Answers, Ask, Effect, Entry, OpenItem, ReadFile, Reading, Source, Value, Verified

TODAY = date(2026, 3, 10)
SUPPLIER = "71"
CLIENTS: Mapping[str, Mapping[str, Any]] = {
    "DE": {"id": 1, "country": "DE", "currency": "EUR", "chart": "skr03", "vat_id": "DE129274202", "name": "Bürohof", "language": "de"},
    "PL": {"id": 2, "country": "PL", "currency": "PLN", "chart": "pl_model", "vat_id": "PL1234563218", "name": "Jodła", "language": "pl"},
    "ID": {
        "id": 3,
        "country": "ID",
        "currency": "IDR",
        "chart": "id_psak",
        "vat_id": "0013121660091000",
        "name": "Melati",
        "language": "id",
    },
}
EXPENSE = {"DE": "4806", "PL": "409", "ID": "6-1900"}


def roles_of(client: Mapping[str, Any]) -> dict[str, str]:
    chart = law(client["country"]).charts[client["chart"]]
    return {role: account.number for role, account in chart.by_role.items()}


class House(dict[Ask, Any]):
    """Answers of a house that knows one supplier, has booked it before and has these orders open."""

    def __init__(self, country: str, orders: Sequence[Mapping[str, Any]] = ()) -> None:
        self.client = CLIENTS[country]
        self.orders = list(orders)
        super().__init__({questions.CLIENT: dict(self.client), questions.ROLES: roles_of(self.client)})

    def __contains__(self, ask: object) -> bool:
        return self.get(ask) is not None

    def get(self, ask: Any, default: Any = None) -> Any:
        usage = {"account": EXPENSE[self.client["country"]], "cost_centre": "", "tax_code": "", "project": ""}
        said = {
            "parties.supplier": {"id": int(SUPPLIER), "name": "Lieferant", "country": "", "matched_by": "vat_id"},
            "ledger.history": {"last": usage, "by_text": {}, "amounts": {"currency": "EUR", "count": 1, "max": "1", "median": "1"}},
            "purchasing.open_lines": self.orders,
            "ledger.open_period": True,
        }
        return super().get(ask, said.get(ask.question, default))


def read_and_completed(data: bytes, house: House) -> Reading:
    (reading,) = read(ReadFile(data=data, media_type="application/xml", name="invoice.xml"))
    return suggest(reading, house)


def effect_of(reading: Reading, house: House) -> Effect:
    answers: Answers = house
    return effect(
        Verified(document_id=1, type="payables.supplier_invoice", reading=reading, answers=answers, client=house.client, today=TODAY)
    )


def accounts(entry: Entry) -> dict[str, Decimal]:
    """Account -> debit less credit in the client's currency."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for posting in entry.postings:
        found[posting.account] += posting.debit.amount if posting.debit else -posting.credit.amount if posting.credit else Decimal(0)
    return dict(found)


def foreign(entry: Entry) -> Decimal:
    """Sum of the foreign amounts, debit less credit; zero where the entry balances."""
    return sum(
        (posting.foreign.amount * (1 if posting.debit is not None else -1) for posting in entry.postings if posting.foreign), Decimal(0)
    )


def booked(data: bytes, country: str, orders: Sequence[Mapping[str, Any]] = ()) -> dict[str, Decimal]:
    """File in, what is booked out."""
    house = House(country, orders)
    return accounts(the_entry(effect_of(read_and_completed(data, house), house)))


def the_entry(done: Effect) -> Entry:
    (entry,) = done.of("entry")
    assert isinstance(entry, Entry)
    return entry


def the_item(done: Effect) -> OpenItem:
    (item,) = done.of("open_item")
    assert isinstance(item, OpenItem)
    return item


def typed(values: Mapping[str, object], **tables: Sequence[Mapping[str, object]]) -> Reading:
    person = Source("person")
    return Reading(
        reader="person",
        values={key: Value(str(text), person) for key, text in values.items()},
        tables={name: tuple({key: Value(str(text), person) for key, text in row.items()} for row in rows) for name, rows in tables.items()},
    )
