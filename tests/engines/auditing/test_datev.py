"""Entries of many lines become rows of two accounts that come to the same, stornos on their own sides, in the columns of DATEV."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.engines.auditing import Batch, Booked, booking_batch, pairs

BATCH = Batch(
    adviser=29098,
    client_number=55003,
    year_begins_on=date(2026, 1, 1),
    from_on=date(2026, 3, 1),
    until_on=date(2026, 3, 31),
    account_digits=4,
    name="Buchungen 03/2026",
    currency="EUR",
    chart="03",
    made_at=datetime(2026, 4, 7, 9, 0, tzinfo=UTC),
)


def line(account: str, amount: int, *, is_reversed: bool = False, is_automatic: bool = False) -> Booked:
    return Booked(account, amount, is_reversed, is_automatic, "Büromöbel; zwei", "100")


def test_a_sale_with_tax_is_two_rows_against_the_customer() -> None:
    found = [
        (pair.debit.account, pair.credit.account, pair.units) for pair in pairs([line("10001", 119), line("8400", -100), line("1776", -19)])
    ]
    assert found == [("10001", "8400", 100), ("10001", "1776", 19)]


def test_an_entry_that_does_not_balance_is_refused() -> None:
    with pytest.raises(ValueError, match="balance"):
        list(pairs([line("1", 5), line("2", -4)]))


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=12), st.booleans())
def test_the_rows_come_to_what_each_account_has(amounts: list[int], is_reversed: bool) -> None:
    amounts = [*amounts, -sum(amounts)]
    lines = [line(str(place), amount, is_reversed=is_reversed) for place, amount in enumerate(amounts)]
    sums = dict.fromkeys(range(len(amounts)), 0)
    for pair in pairs(lines):
        assert pair.units > 0
        sign = -1 if pair.is_reversed else 1
        sums[int(pair.debit.account)] += sign * pair.units
        sums[int(pair.credit.account)] -= sign * pair.units
    assert list(sums.values()) == amounts


def test_a_file_has_the_header_and_the_columns_of_version_13() -> None:
    (pair,) = pairs([line("8400", -11_900, is_automatic=True), line("10001", 11_900)])
    header, heads, row = list(booking_batch(BATCH, [(pair, date(2026, 3, 5), "RE 2026/1", "Verkauf")]))
    assert header.decode("cp1252").startswith('"EXTF";700;21;"Buchungsstapel";13;20260407090000000;;"RE"')
    assert header.count(b";") == 30
    assert heads.count(b";") == 124
    cells = row.decode("cp1252").replace('"Büromöbel; zwei"', "TEXT").rstrip("\r\n").split(";")
    assert (len(cells), cells[:3], cells[6:11], cells[13]) == (
        125,
        ["119,00", '"S"', '"EUR"'],
        ["10001", "8400", '"40"', "0503", '"RE2026/1"'],
        "TEXT",
    )
    assert (cells[113], cells[117]) == ("1", '"0"')


def test_a_storno_is_turned_round_and_marked() -> None:
    (pair,) = pairs([line("10001", -500, is_reversed=True), line("8400", 500, is_reversed=True)])
    row = (
        list(booking_batch(BATCH, [(pair, date(2026, 3, 5), "1", "")]))[2].decode("cp1252").replace('"Büromöbel; zwei"', "TEXT").split(";")
    )
    assert (row[0], row[1], row[6], row[7], row[117]) == ("5,00", '"H"', "10001", "8400", '"1"')
