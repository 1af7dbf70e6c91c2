"""CSV files of banks are read by a profile that is guessed: in our own sample and in 26 real exports."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.engines.statements.samples import CSV

from kantor.engines.statements import Profile, Statement, guess, read_csv, rows_of
from kantor.engines.statements.csv_cells import day, looks_like_an_amount
from kantor.kit.money import Money
from kantor.words import Unreadable

# file -> bookings, their sum, the first and last day, as a person finds them in the file (signs by the profile as guessed)
SAME_ACCOUNT = (73, "-4580.70", "2017-09-18", "2017-10-19")
CZECH = (9, "-2599.99", "1111-11-11", "1111-11-11")
EXPECTED: dict[str, tuple[int, str, str, str]] = {
    "20171001-20171106.csv": (1, "-59.99", "2017-10-01", "2017-10-01"),
    "2018-04-14_10-52-13_bunq-transactieoverzicht.csv": (3, "728.54", "2018-03-01", "2018-03-09"),
    "20180226_12345678.csv": (1, "-5.00", "2018-02-10", "2018-02-10"),
    "2019-03-02_11-50-46_bunq-statement.csv": (7, "-23.82", "2018-12-06", "2018-12-17"),
    "CSV_A_20180414_112204.csv": (3, "-1037.49", "2018-03-01", "2018-03-16"),
    "MS_JANE_SMITH_01-12-2019_14-12-2019.csv": (10, "-285.80", "2019-12-02", "2019-12-12"),
    "MonzoDataExport_February2018_2018-02-26_174335.csv": (1, "-10", "2018-02-25", "2018-02-25"),
    "Movements_1234512345_201805271848.csv": (1, "-1.00", "2018-05-27", "2018-05-27"),
    "TH_20180101-20180523_page_1.csv": CZECH,
    "TH_20180101-20180523_strana_1.csv": CZECH,
    "TH_20180521-20180523.csv": (1, "-111.11", "1111-11-11", "1111-11-11"),
    "TransactionHistory_20180418043121.csv": (8, "-173.28", "2018-04-13", "2018-04-18"),
    "W80844_EBH_201945.202122.csv": (2, "940", "2019-04-17", "2019-04-19"),
    "dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv": (1, "7.80", "2018-02-27", "2018-02-27"),
    "export_BE11123456789012_20180304_1422.csv": (1, "-3.40", "2018-02-28", "2018-02-28"),
    "export_KBC-Mastercard Business Essential_20200204_1604.csv": (3, "2.73", "2020-01-01", "2020-02-01"),
    "statement_1.csv": (1, "20.59", "2018-02-10", "2018-02-10"),
    "test_BOI_TransactionExport.csv": (27, "-419.61", "2017-09-01", "2017-09-28"),
    "test_delimiter_tab.csv": SAME_ACCOUNT,
    "test_headers.csv": SAME_ACCOUNT,
    "test_raiffeisen_01.csv": SAME_ACCOUNT,
    "test_raiffeisen_02.csv": SAME_ACCOUNT,
    "test_regex_123456_87654321_1234_21_12.csv": SAME_ACCOUNT,
    "test_row_format_CD_flag.csv": SAME_ACCOUNT,
    "test_row_format_default.csv": SAME_ACCOUNT,
    "test_row_format_neg_inflow.csv": SAME_ACCOUNT,
}


def read(data: bytes) -> tuple[Profile, Statement]:
    profile = guess(data)
    assert profile is not None
    return profile, read_csv(rows_of(data, profile.separator), profile)


def test_all_26_exports_are_read_by_the_profile_that_is_guessed(shared_data: Path) -> None:
    found = {}
    for file in sorted((shared_data / "bank-csv/test/test-data").iterdir()):
        _, statement = read(file.read_bytes())
        total = sum((line.amount.amount for line in statement.lines), Decimal(0))
        found[file.name] = (len(statement.lines), str(total), str(statement.from_on), str(statement.to_on))
    assert found == EXPECTED


def test_the_columns_of_a_german_bank_are_told_by_their_names() -> None:
    profile, statement = read(CSV)
    assert (profile.separator, profile.decimal, profile.currency) == (";", ",", "EUR")
    first = statement.lines[0]
    assert (first.amount, first.name, first.iban) == (Money.of("119.00", "EUR"), "Nordlicht Handel GmbH", "DE02120300000000202051")
    assert first.remittance == ("Rechnung RE-2026-1",)


def test_balances_are_told_where_they_follow_from_the_amounts() -> None:
    _, statement = read(CSV)
    assert statement.opening
    assert statement.closing
    assert (statement.opening.amount, statement.closing.amount) == (Money.of("987.50", "EUR"), Money.of("1094.00", "EUR"))
    _, without = read(CSV.replace(b"1.094,00", b"1.095,00"))
    assert without.opening is None


def test_a_person_turns_the_signs_of_a_card_statement() -> None:
    data = b"Date,Description,Amount\n01/02/2026,Paper,12.50\n02/02/2026,Fuel,60.00\n"
    profile, _ = read(data)
    turned = read_csv(rows_of(data, ","), replace(profile, sign="turned"))
    assert [str(line.amount.amount) for line in turned.lines] == ["-12.50", "-60.00"]


def test_months_before_days_are_seen_where_a_day_shows_it() -> None:
    profile, statement = read(b"Date,Text,Amount\n02/13/2026,a,1.00\n03/01/2026,b,2.00\n")
    assert (profile.order, str(statement.to_on)) == ("mdy", "2026-03-01")


def test_files_of_one_bank_have_the_same_fingerprint() -> None:
    later = CSV.replace(b"02.03.2026", b"09.03.2026").replace(b"119,00", b"7,20")
    assert read(CSV)[0].fingerprint == read(later)[0].fingerprint


def test_a_row_whose_amount_cannot_be_read_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        read(CSV + b"03.03.2026;03.03.2026;A;;B;much;1,00\n")
    assert (refused.value.key, refused.value.evidence["row"]) == ("statements.damaged_row", "4")


def test_cells_of_spaces_by_the_thousand_are_neither_days_nor_amounts() -> None:
    endless = "1" + " " * 200_000 + "x"
    assert not looks_like_an_amount(endless)
    assert day(endless, "dmy") is None


def test_a_list_of_articles_is_no_statement() -> None:
    assert guess(b"article;price\nPaper;4,35\nPens;1,20\n") is None


def test_an_account_that_was_empty_keeps_its_balances() -> None:
    """Nothing is an amount, too: the next statement has to go on from it."""
    data = b"Date;Text;Amount;Balance\n2026-03-02;in;10.00;10.00\n2026-03-03;out;-10.00;0.00\n"
    profile = guess(data)
    assert profile is not None
    told = read_csv(rows_of(data, profile.separator), profile)
    assert told.opening is not None
    assert told.closing is not None
    assert (told.opening.amount, told.closing.amount) == (Money.of("0.00", told.currency), Money.of("0.00", told.currency))
