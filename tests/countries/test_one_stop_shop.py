"""The One Stop Shop: rates of all member states by day, which sales are taxed there, quarters, and codes that fill no box at home."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kantor.countries import Sale, eu_members, law, vat_prefix
from kantor.countries.returns import codes_of
from kantor.countries.sales import one_stop_shop
from kantor.countries.sales.one_stop_shop import SINCE, Quarter, consumed, quarter_of, read_quarter, state_rate, state_rates
from kantor.kit.say import known

D = Decimal
# Standard rates in force on 1 July 2021, and each change since, as the Commission's database of taxes in Europe publishes them.
STANDARD = {
    "AT": 20,
    "BE": 21,
    "BG": 20,
    "CY": 19,
    "CZ": 21,
    "DE": 19,
    "DK": 25,
    "EE": 20,
    "EL": 24,
    "ES": 21,
    "FI": 24,
    "FR": 20,
    "HR": 25,
    "HU": 27,
    "IE": 23,
    "IT": 22,
    "LT": 21,
    "LU": 17,
    "LV": 21,
    "MT": 18,
    "NL": 21,
    "PL": 23,
    "PT": 23,
    "RO": 19,
    "SE": 25,
    "SI": 22,
    "SK": 20,
}
CHANGES = [
    ("LU", date(2023, 1, 1), "16"),
    ("LU", date(2024, 1, 1), "17"),
    ("EE", date(2024, 1, 1), "22"),
    ("FI", date(2024, 9, 1), "25.5"),
    ("SK", date(2025, 1, 1), "23"),
    ("EE", date(2025, 7, 1), "24"),
    ("RO", date(2025, 8, 1), "21"),
]
NOW = date(2026, 3, 2)


def percent(state: str, name: str, on: date) -> Decimal | None:
    found = state_rate(state, name, on)
    return found.percent if found else None


def test_every_member_state_has_one_standard_rate_each_day() -> None:
    expected = {state: D(rate) for state, rate in STANDARD.items()}
    changed = {(state, on): D(rate) for state, on, rate in CHANGES}
    assert {vat_prefix(country) for country in eu_members(SINCE)} == set(expected)
    for days in range((date(2026, 12, 31) - SINCE).days + 1):
        on = SINCE + timedelta(days=days)
        expected |= {state: rate for (state, since), rate in changed.items() if since == on}
        if on.day == 1 or days == 0:
            assert {state: percent(state, "standard", on) for state in expected} == expected, on


def test_no_rate_of_a_name_stands_twice_on_a_day() -> None:
    edges = {row.valid_from for row in state_rates()} | {row.valid_until for row in state_rates() if row.valid_until}
    for on in edges:
        names = [
            (row.state, row.name) for row in state_rates() if row.valid_from <= on and (row.valid_until is None or on <= row.valid_until)
        ]
        assert len(names) == len(set(names)), on


def test_reduced_rates_are_below_the_standard_rate() -> None:
    for row in state_rates():
        assert row.source
        assert row.name == "standard" or row.percent < (percent(row.state, "standard", row.valid_from) or 0), row


CASES = [
    # buyer, what is sold, which rate -> code, percent, reason, doubt
    ("FR", "goods", "standard", "OSS-FR-20-G", "20", "taxed_in_one_stop_shop", ""),
    ("GR", "electronic", "standard", "OSS-EL-24-S", "24", "taxed_in_one_stop_shop", ""),
    ("MC", "goods", "standard", "OSS-FR-20-G", "20", "taxed_in_one_stop_shop", ""),
    ("AT", "goods", "reduced", "OSS-AT-10-G", "10", "lower_rate_there", "look"),
    ("AT", "goods", "second_reduced", "OSS-AT-13-G", "13", "lower_rate_there", "look"),
    ("DK", "goods", "reduced", "OSS-DK-25-G", "25", "rate_not_known_there", "stop"),
    ("FR", "services", "standard", "U19", "19", "services_to_consumer", ""),
    ("FR", "goods", "exempt", "UFR", "0", "exempt_supply", ""),
    ("DE", "goods", "standard", "U19", "19", "domestic_rate", ""),
    ("CH", "electronic", "standard", "U19", "19", "services_to_third_consumer", "look"),
]


def sold(buyer: str, supply: str, wanted: str, *, vat_id: str = "", scheme: bool = True, seller: str = "DE"):  # type: ignore[no-untyped-def]
    return law(seller).sell(
        Sale(
            seller_country=seller,
            buyer_country=buyer,
            seller_vat_id="",
            buyer_vat_id=vat_id,
            supply=supply,  # type: ignore[arg-type]
            wanted=wanted,  # type: ignore[arg-type]
            on=NOW,
            in_one_stop_shop=scheme,
        )
    )


@pytest.mark.parametrize(("buyer", "supply", "wanted", "code", "rate", "reason", "doubt"), CASES)
def test_a_seller_in_the_scheme_charges_the_rate_of_the_consumers_state(buyer, supply, wanted, code, rate, reason, doubt) -> None:
    found = sold(buyer, supply, wanted)
    assert (found.code, str(found.rate), found.reason_key, found.doubt) == (code, rate, reason, doubt)
    assert known(f"countries.sale.{found.reason_key}")


@pytest.mark.parametrize(("supply", "reason"), [("goods", "goods_to_consumer_in_eu"), ("electronic", "electronic_to_consumer_in_eu")])
def test_outside_the_scheme_a_person_looks_at_sales_to_consumers_elsewhere(supply, reason) -> None:
    found = sold("FR", supply, "standard", scheme=False)
    assert (found.code, found.reason_key, found.doubt) == ("U19", reason, "look")
    assert known(f"countries.sale.{reason}")


def test_a_business_buys_without_tax_though_the_seller_is_in_the_scheme() -> None:
    assert sold("PL", "goods", "standard", vat_id="PL5260250274").code == "UIG"
    assert sold("PL", "electronic", "standard", vat_id="PL5260250274").code == "UES"


@pytest.mark.parametrize("country", ["DE", "PL"])
def test_codes_of_the_scheme_fill_no_box_of_the_return_at_home(country) -> None:
    codes = {name: code for name, code in codes_of(country).items() if consumed(name)}
    assert codes
    assert not any(code.boxes for code in codes.values())
    assert not any(name.startswith(f"OSS-{country}-") for name in codes)
    assert {code.output_role for code in codes.values()} == {"oss_vat"}


def test_indonesia_has_no_such_codes() -> None:
    assert not [name for name in codes_of("ID") if consumed(name)]


@pytest.mark.parametrize(
    ("on", "name", "last", "due"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 9, 30), "2026-Q3", date(2026, 9, 30), date(2026, 10, 31)),  # a Saturday: the day does not move
        (date(2026, 12, 31), "2026-Q4", date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_quarter_is_due_at_the_end_of_the_next_month_on_any_weekday(on, name, last, due) -> None:
    quarter = quarter_of(on)
    assert (str(quarter), quarter.until_on, quarter.due_on, read_quarter(name)) == (name, last, due, quarter)
    assert quarter.correctable_until == due.replace(year=due.year + 3)


def test_what_is_no_quarter_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-Q5"):
        read_quarter("2026-Q5")


def test_a_rate_that_once_was_standard_keeps_its_kind() -> None:
    assert consumed("OSS-LU-16-G") == one_stop_shop.Consumed(state="LU", percent=D(16), kind="STANDARD", supply="goods")
    assert consumed("OSS-AT-10-S") == one_stop_shop.Consumed(state="AT", percent=D(10), kind="REDUCED", supply="services")
    assert consumed("U19") is None
    assert Quarter(2026, 1) < Quarter(2026, 2)
