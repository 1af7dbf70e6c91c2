"""Which line of a statement a notice tells of: by a reference, or where amount and day leave no other."""

from typing import Any

from kantor.departments.treasury.bank_statement.notices import joined, kept
from kantor.words import Reading, Source, Value

NOTICE = {
    "id": 7,
    "format": "camt.054",
    "account": "",
    "amount": "-30.00",
    "booked_on": "2026-03-11",
    "reference": "",
    "batch_reference": "",
}
PAYMENTS = [{"amount": "-10.00", "name": "Papier AG"}, {"amount": "-20.00", "name": "Druck AG"}]


def found(notices: list[dict[str, Any]], *lines: dict[str, str]) -> list[str]:
    """Amounts of the statement's lines once the notices have told of them."""
    rows = tuple(
        {key: Value(text, Source("csv")) for key, text in ({"amount": "-30.00", "booked_on": "2026-03-11"} | line).items()}
        for line in lines
    )
    reading = Reading(reader="mt940", values={"currency": Value("EUR", Source("csv"))}, tables={"lines": rows})
    told = joined(reading, {kept(reading): [{"lines": PAYMENTS} | notice for notice in notices]})
    assert joined(told, {kept(told): [{"lines": PAYMENTS} | notice for notice in notices]}) == told
    return [row["amount"].text for row in told.rows("lines")]


def test_the_only_line_of_that_amount_on_that_day_is_told_apart() -> None:
    assert found([NOTICE], {}, {"amount": "-5.00"}) == ["-10.00", "-20.00", "-5.00"]


def test_two_lines_alike_are_left_as_they_are_unless_one_has_the_reference() -> None:
    assert found([NOTICE], {}, {}) == ["-30.00", "-30.00"]
    assert found([NOTICE | {"reference": "A-1"}], {"reference": "A-2"}, {"reference": "A-1"}) == ["-30.00", "-10.00", "-20.00"]


def test_another_day_or_another_reference_is_another_booking() -> None:
    assert found([NOTICE], {"booked_on": "2026-03-12"}) == ["-30.00"]
    assert found([NOTICE | {"reference": "A-1"}], {"reference": "A-2"}) == ["-30.00"]


def test_a_return_may_stand_on_the_account_some_days_later() -> None:
    assert found([NOTICE | {"format": "pacs.004"}], {"booked_on": "2026-03-13"}) == ["-10.00", "-20.00"]


def told(notices: list[dict[str, Any]], reading: Reading) -> Reading:
    return joined(reading, {kept(reading): [{"lines": PAYMENTS} | notice for notice in notices]})


def statement(*lines: dict[str, str]) -> Reading:
    rows = tuple({key: Value(text, Source("xml", "mt940:3")) for key, text in line.items()} for line in lines)
    return Reading(reader="mt940", values={"currency": Value("EUR", Source("csv"))}, tables={"lines": rows})


def test_a_line_stands_as_the_bank_shows_it_once_more_when_its_notice_is_gone() -> None:
    shown = statement({"amount": "-30.00", "booked_on": "2026-03-11", "text": "SAMMLER", "code": "105"}, {"amount": "-5.00"})
    divided = told([NOTICE], shown)
    assert [row["amount"].text for row in divided.rows("lines")] == ["-10.00", "-20.00", "-5.00"]
    assert told([], divided) == shown
    other = told([NOTICE | {"id": 9, "lines": [{"amount": "-30.00", "name": "Eins"}]}], divided)
    assert [(row["amount"].text, row["notice"].text) for row in other.rows("lines")[:1]] == [("-30.00", "9")]
    assert told([], other) == shown


def test_nobody_asked_about_notices_takes_nothing_apart_or_together() -> None:
    divided = told([NOTICE], statement({"amount": "-30.00", "booked_on": "2026-03-11"}))
    assert joined(divided, {}) == divided


def test_the_same_id_a_month_later_is_another_booking() -> None:
    """A standing order keeps its id; amount, direction and day tell its payments apart."""
    asked = NOTICE | {"reference": "DAUER-1"}
    assert found([asked], {"booked_on": "2026-04-11", "reference": "DAUER-1"}) == ["-30.00"]
    assert found([asked], {"amount": "30.00", "reference": "DAUER-1"}) == ["30.00"]
    lines = ({"booked_on": "2026-03-14", "reference": "DAUER-1"}, {"booked_on": "2026-03-12", "reference": "DAUER-1"})
    assert found([asked], *lines) == ["-30.00", "-10.00", "-20.00"]


def test_notices_are_asked_for_by_the_days_of_the_lines() -> None:
    shown = statement({"amount": "-30.00", "booked_on": "2026-03-11", "value_on": "2026-03-12"})
    assert kept(shown).about == ("EUR", '["-30"]', "2026-03-01", "2026-03-22")
    assert '"-30"' in kept(told([NOTICE], shown)).about[1]
