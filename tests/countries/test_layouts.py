"""Balance sheet and income statement by law: every account of every chart stands in exactly one line, whatever number somebody adds."""

import pytest

from kantor.countries import COUNTRIES, law
from kantor.countries.layouts import layout, places
from kantor.kit.say import known

CHARTS = [(country, name) for country in COUNTRIES for name in law(country).charts]
OF_RESULT = ("revenue", "expense")
FLOWS = {"", "fixed", "working_assets", "working_liabilities", "provisions", "loans", "equity", "result", "cash"}


@pytest.mark.parametrize(("country", "name"), CHARTS)
def test_every_account_of_the_chart_stands_in_exactly_one_line(country: str, name: str) -> None:
    accounts = law(country).charts[name].accounts
    sheet = places(layout(country, name, "balance_sheet"), list(accounts))
    income = places(layout(country, name, "income_statement"), list(accounts))
    for number, account in accounts.items():
        own, other = (income, sheet) if account.kind in OF_RESULT else (sheet, income)
        assert set(own[number]) == {"d", "c"}, f"{number} {account.name_en} has no place"
        assert not other[number], f"{number} {account.name_en} stands in both statements"


@pytest.mark.parametrize("name", ["skr03", "skr04"])
def test_no_german_number_stands_in_two_lines(name: str) -> None:
    every = [f"{number:04}" for number in range(10_000)]
    sheet, income = (places(layout("DE", name, statement), every) for statement in ("balance_sheet", "income_statement"))
    assert [number for number in every if sheet[number] and income[number]] == []


@pytest.mark.parametrize(("country", "name"), CHARTS)
def test_every_line_has_words_a_parent_that_is_there_and_a_known_flow(country: str, name: str) -> None:
    for statement in ("balance_sheet", "income_statement"):
        lines = layout(country, name, statement)
        keys = [line.key for line in lines]
        assert len(set(keys)) == len(keys)
        for line in lines:
            assert known(f"accounting.line.{line.key}")
            assert line.parent in ("", *keys)
            assert line.flow in FLOWS
            assert not (line.spans and any(one.parent == line.key for one in lines)), f"{line.key} is a sum and holds accounts"
            assert statement == "income_statement" or not line.spans or line.flow


@pytest.mark.parametrize(
    ("name", "number", "line"),
    [
        ("skr03", "0490", "other_equipment"),
        ("skr04", "0690", "other_equipment"),
        ("skr03", "1576", "other_assets"),
        ("skr04", "3806", "other_liabilities"),
        ("skr03", "0980", "prepaid_expenses"),
        ("skr04", "2970", "retained_earnings"),
    ],
)
def test_well_known_accounts_stand_where_section_266_hgb_puts_them(name: str, number: str, line: str) -> None:
    assert set(places(layout("DE", name, "balance_sheet"), [number])[number].values()) == {line}


def test_a_bank_account_in_credit_is_a_liability_to_banks() -> None:
    assert places(layout("DE", "skr03", "balance_sheet"), ["1200"])["1200"] == {"d": "cash", "c": "bank_loans"}


def test_a_country_without_a_layout_for_the_chart_says_so() -> None:
    with pytest.raises(LookupError, match="own_chart"):
        layout("DE", "own_chart", "balance_sheet")
