"""The gate of a supplier's invoice: which values pass unseen, and what is said to be missing of the others."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.passing import looked_at
from kantor.words import PASSES, Answers, Kind, Passing, Reading, Source, Value, is_same

TODAY = date(2026, 3, 10)
SURE, UNSURE = Source("page", PASSES, 1, (0.1, 0.1, 0.2, 0.2)), Source("page", "", 1, (0.1, 0.1, 0.2, 0.2))
READ = {
    "number": "RE-0815",
    "type_code": "380",
    "issued_on": "2026-03-02",
    "due_on": "2026-04-01",
    "currency": "EUR",
    "net": "100.00",
    "vat": "19.00",
    "gross": "119.00",
    "iban": "DE89370400440532013000",
    "supplier_vat_id": "DE136695976",
}
PAST = {
    "numbers": ["RE-0701", "RE-0744"],
    "last_on": "2026-02-16",
    "days": [30, 30],
    "currencies": ["EUR", "EUR"],
    "amounts": [["90.00", "EUR"], ["130.00", "EUR"]],
}
SUPPLIER = {"id": 71, "name": "Linde", "country": "DE", "payment_days": 30, "matched_by": "vat_id", "blocked": False}
ACCOUNTS = [{"iban": READ["iban"], "until_on": None}]


def read(changed: Mapping[str, str] | None = None, **sources: Source) -> Reading:
    texts = READ | dict(changed or {})
    values = {key: Value(text, sources.get(key, SURE), 0.99) for key, text in texts.items()}
    values["supplier_id"] = Value("71", Source("suggestion", "master_data"))
    row = {"rate": "19", "base": texts["net"], "amount": texts["vat"], "category": "S"}
    line = {"name": "Paper", "net": texts["net"]}
    tables = {name: ({key: Value(text, SURE) for key, text in cells.items()},) for name, cells in (("taxes", row), ("lines", line))}
    return Reading(reader="pages start 1234", values=values, tables=tables)


def known(reading: Reading, past: Mapping[str, Any] | None = PAST, stopped: tuple[tuple[str, str], ...] = ()) -> Answers:
    return {
        questions.CLIENT: {"country": "DE", "currency": "EUR"},
        questions.supplier(reading): SUPPLIER,
        questions.chosen(reading): SUPPLIER,
        questions.bank_accounts(reading): ACCOUNTS,
        questions.earlier(reading): past,
        questions.stopped(reading): stopped,
    }


def passing(changed: Mapping[str, str] | None = None, **given: Any) -> dict[str, Passing]:
    reading = read(changed)
    return {one.field: one for one in looked_at(reading, known(reading, **given), TODAY)}


def test_all_that_a_known_supplier_with_a_history_sends_passes() -> None:
    assert {key: one.rule for key, one in passing().items()} == {
        **dict.fromkeys(READ, "history"),
        "due_on": "terms",
        "iban": "agreed",
        "supplier_vat_id": "known",
        "lines.0.net": "history",
    }


def test_what_the_model_is_not_sure_of_is_looked_at_whatever_holds_it_up() -> None:
    reading = read(number=UNSURE)
    found = {one.field: one for one in looked_at(reading, known(reading), TODAY)}
    assert found["number"] == ("number", "", "documents.passing.unsure")
    assert found["gross"].rule


@pytest.mark.parametrize(
    ("field", "text", "missing"),
    [
        ("number", "RE-815", "number_unlike"),
        ("number", "R3-0815", "number_unlike"),
        ("issued_on", "2025-03-02", "date_far"),
        ("issued_on", "2026-03-20", "date_far"),
        ("due_on", "2026-04-07", "terms"),
        ("currency", "CHF", "currency"),
        ("gross", "191.00", "sums"),
        ("iban", "DE75512108001245126199", "iban"),
        ("type_code", "381", "no_plain_invoice"),
    ],
)
def test_what_does_not_hold_together_is_looked_at_with_the_reason(field: str, text: str, missing: str) -> None:
    assert passing({field: text})[field] == (field, "", f"payables.supplier_invoice.missing.{missing}")


def test_an_amount_out_of_the_usual_range_is_looked_at() -> None:
    found = passing({"net": "1000.00", "vat": "190.00", "gross": "1190.00"})
    assert {found[key].missing for key in ("net", "vat", "gross")} == {"payables.supplier_invoice.missing.order"}
    assert not any(found[key].rule for key in ("net", "vat", "gross"))


def test_without_earlier_invoices_what_they_would_show_is_looked_at() -> None:
    found = passing(past=None)
    assert {key for key, one in found.items() if not one.rule} == {"number", "type_code", "net", "vat", "gross"}
    assert found["issued_on"].rule == "terms"
    assert found["currency"].rule == "home"


def test_a_rule_that_was_stopped_lets_nothing_pass_but_another_may() -> None:
    found = passing(stopped=(("number", "history"), ("issued_on", "history")))
    assert found["number"] == ("number", "", "documents.passing.stopped")
    assert found["issued_on"].rule == "terms"


def test_what_a_person_typed_is_no_matter_of_the_gate() -> None:
    reading = read(number=Source("person"))
    assert "number" not in {one.field for one in looked_at(reading, known(reading), TODAY)}


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (Kind.TEXT, "RE-2026/0815", "re 2026 0815", True),
        (Kind.TEXT, "RE-2026/0815", "RE-2026/0816", False),
        (Kind.IBAN, "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", True),
        (Kind.AMOUNT, "119.0", "119.00", True),
        (Kind.AMOUNT, "119.00", "-119.00", False),
        (Kind.AMOUNT, "11.90", "119.0", False),
        (Kind.AMOUNT, "119.00", "", False),
        (Kind.DATE, "2026-03-02", "2026-03-20", False),
        (Kind.TEXT, "Łódź", "lodz", True),
    ],
)
def test_two_ways_of_writing_a_value_are_one_value(kind: Kind, one: str, other: str, same: bool) -> None:
    assert is_same(kind, one, other) is same
