"""JPK_V7M(3) is valid by the official schema, which the tests take from the wheel ufirma, and its register comes to its declaration."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kantor.engines.tax_returns import Filing, RegisterRow, Taxpayer, write_jpk_v7m

D = Decimal
SPACE = {"j": "http://crd.gov.pl/wzor/2025/12/19/14090/"}
LIPA = Taxpayer(name="Lipa sp. z o.o.", tax_number="1234563218", office_code="1471", email="biuro@lipa.example")
MARCH = Filing(from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), made_at=datetime(2026, 4, 7, 9, 0, tzinfo=UTC))
KSEF = "1234563218-20260302-8BEF28-0C8D35-4D"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(resources.files("jpk").joinpath("schemas/jpk_v7m/jpk_v7m.xsd"))))


def row(side: str = "sale", **more: object) -> RegisterRow:
    usual: dict[str, object] = {"country": "", "tax_id": "5261040828", "name": "Dąb S.A.", "number": "FV/1", "issued_on": date(2026, 3, 2)}
    return RegisterRow(side=side, **{**usual, **more})  # type: ignore[arg-type]


SALE = row(amounts={"K_19": D("100.50"), "K_20": D("23.12")}, marks=frozenset({"GTU_06", "TP"}), ksef=KSEF, sold_on=date(2026, 3, 1))
ABROAD = row(country="GR", tax_id="094259216", number="FV/2", amounts={"K_11": D(300), "K_12": D(300)})
NOBODY = row(tax_id="", name="", number="PAR/1", kind="RO", ksef="DI", amounts={"K_17": D(10), "K_18": D("0.80")})
BOUGHT = row("purchase", number="Z/7", ksef="OFF", amounts={"K_42": D("200.49"), "K_43": D("46.11")})
CUSTOMS = row("purchase", number="26PL1", ksef="DI", is_import=True, amounts={"K_42": D(50), "K_43": D("11.50")})
EVERY = (SALE, ABROAD, NOBODY, BOUGHT, CUSTOMS)


def told(file: bytes, path: str) -> list[str]:
    return [str(found.text) for found in etree.fromstring(file).iterfind(path, SPACE)]


def whole(amounts: list[D]) -> str:
    return str(int(sum(amounts, D(0)).quantize(D(1), ROUND_HALF_UP)))


def test_a_month_is_valid_by_the_official_schema_and_says_what_was_sold_and_bought(schema: etree.XMLSchema) -> None:
    file = write_jpk_v7m(LIPA, MARCH, EVERY)
    assert schema.validate(etree.fromstring(file)), schema.error_log.last_error
    assert told(file, ".//j:PozycjeSzczegolowe/*") == [
        "300",
        "300",
        "10",
        "1",
        "101",
        "23",
        "411",
        "24",
        "250",
        "58",
        "58",
        "0",
        "34",
        "34",
    ]
    assert told(file, ".//j:SprzedazCtrl/*") == ["3", "23.92"]
    assert told(file, ".//j:ZakupCtrl/*") == ["2", "57.61"]
    assert told(file, ".//j:NrKSeF") == [KSEF]
    assert told(file, ".//j:KodKrajuNadaniaTIN") == ["EL"]
    assert (told(file, ".//j:GTU_06"), told(file, ".//j:TP"), told(file, ".//j:IMP")) == (["1"], ["1"], ["1"])


@pytest.mark.parametrize(
    ("carried", "refund", "expected"), [("100", False, {"P_39": "100", "P_62": "77"}), ("100", True, {"P_54": "77", "P_62": "0"})]
)
def test_an_excess_is_carried_or_asked_back(schema: etree.XMLSchema, carried: str, refund: bool, expected: dict[str, str]) -> None:
    file = write_jpk_v7m(LIPA, MARCH, [SALE], carried=D(carried), refund=refund)
    assert schema.validate(etree.fromstring(file)), schema.error_log.last_error
    assert {key: told(file, f".//j:{key}")[0] for key in expected} == expected


def test_a_correction_and_an_empty_month_are_valid_too(schema: etree.XMLSchema) -> None:
    file = write_jpk_v7m(LIPA, replace(MARCH, is_correction=True), [])
    assert schema.validate(etree.fromstring(file)), schema.error_log.last_error
    assert told(file, ".//j:CelZlozenia") == ["2"]


cents = st.integers(-9_999_999, 9_999_999).map(lambda units: D(units) / 100)
sold = st.sampled_from([("K_15", "K_16"), ("K_17", "K_18"), ("K_19", "K_20"), ("K_23", "K_24"), ("K_29", "K_30")])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(sold, cents, cents), max_size=30), st.lists(st.tuples(cents, cents), max_size=30))
def test_the_declaration_is_the_rounded_sum_of_the_rows(
    schema: etree.XMLSchema, sales: list[tuple[tuple[str, str], D, D]], bought: list[tuple[D, D]]
) -> None:
    rows = [row(amounts={boxes[0]: base, boxes[1]: tax}) for boxes, base, tax in sales]
    rows += [row("purchase", amounts={"K_42": base, "K_43": tax}) for base, tax in bought]
    file = write_jpk_v7m(LIPA, MARCH, rows)
    assert schema.validate(etree.fromstring(file)), schema.error_log.last_error
    taxes = 0
    for box in ("K_16", "K_18", "K_20", "K_24", "K_30"):
        of_rows = [D(text) for text in told(file, f".//j:SprzedazWiersz/j:{box}")]
        stated = told(file, f".//j:PozycjeSzczegolowe/j:P_{box[2:]}")
        assert stated == ([whole(of_rows)] if of_rows else [])
        taxes += int(stated[0]) if stated else 0
    assert told(file, ".//j:P_38") == [str(taxes)]
    deducted = [D(text) for text in told(file, ".//j:ZakupWiersz/j:K_43")]
    assert told(file, ".//j:P_48") == [whole(deducted)]
