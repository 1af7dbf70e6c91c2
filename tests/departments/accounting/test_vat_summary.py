"""Sales and purchases stand in the VAT summary as the return asks for them: positive bases, and what is payable at the end."""

from datetime import date
from typing import Any, NamedTuple

import pytest

from kantor.departments.accounting.reports.declaring import Asked, Table
from kantor.departments.accounting.reports.vat import summary
from kantor.kit.money import Money
from kantor.spine.access import ClientRecord


class Posted(NamedTuple):
    """Minor units, debit less credit."""

    tax_code: str
    role: str
    currency: str
    amount: int


SALE = (Posted("U19", "revenue", "EUR", -100_000), Posted("U19", "output_vat_19 vat_payable", "EUR", -19_000))
PURCHASE = (Posted("V19", "overhead_expense", "EUR", 40_000), Posted("V19", "input_vat_19", "EUR", 7_600))


def test_a_sale_has_a_positive_base_and_what_is_payable_is_less_input_tax() -> None:
    assert _amounts(_summary(*SALE, *PURCHASE)) == [
        ("U19", "1000.00", "0.00", "190.00"),
        ("Sales", "1000.00", "0.00", "190.00"),
        ("V19", "400.00", "76.00", "0.00"),
        ("Purchases", "400.00", "76.00", "0.00"),
        ("Tax payable less input tax", "", "", "114.00"),
    ]


def test_a_credit_note_to_a_customer_takes_from_the_base() -> None:
    credited = (Posted("U19", "revenue", "EUR", 10_000), Posted("U19", "output_vat_19", "EUR", 1_900))
    assert _amounts(_summary(*credited))[0] == ("U19", "-100.00", "0.00", "-19.00")


def test_where_only_was_bought_the_input_tax_comes_back() -> None:
    found = _amounts(_summary(*PURCHASE))
    assert [row[0] for row in found] == ["V19", "Purchases", "Tax payable less input tax"]
    assert found[-1] == ("Tax payable less input tax", "", "", "-76.00")


def test_the_tax_of_other_states_stands_apart_and_is_not_payable_at_home() -> None:
    abroad = (Posted("OSS-FR-20-G", "revenue_oss_goods", "EUR", -10_000), Posted("OSS-FR-20-G", "oss_vat", "EUR", -2_000))
    found = _amounts(_summary(*SALE, *abroad))
    assert found[2:] == [
        ("OSS-FR-20-G", "100.00", "0.00", "20.00"),
        ("One Stop Shop: tax of other states, not in the return", "100.00", "0.00", "20.00"),
        ("Tax payable less input tax", "", "", "190.00"),
    ]


@pytest.mark.parametrize(("language", "name"), [("de", "Umsatzsteuer 19 %"), ("en", "Output tax 19 %")])
def test_a_sale_code_has_its_name_and_its_box(language: str, name: str) -> None:
    line = _summary(*SALE, language=language).lines[0]
    assert line.cells[:3] == ("U19", name, "81 50")


def _summary(*rows: Posted, language: str = "en") -> Table:
    given: dict[str, Any] = dict.fromkeys(ClientRecord.__dataclass_fields__, "")
    client = ClientRecord(**{**given, "id": 1, "country": "DE", "currency": "EUR", "language": "de", "fiscal_year_start": 1})
    month = date(2026, 1, 1), date(2026, 1, 31)
    return summary(rows, Asked(client=client, from_on=month[0], until_on=month[1], today=month[1], language=language))


def _amounts(table: Table) -> list[tuple[str, ...]]:
    """The code or the name of a sum, then base, deductible tax and tax owed."""
    return [(str(line.cells[0] or line.cells[1]), *map(_amount, line.cells[3:])) for line in table.lines]


def _amount(cell: Any) -> str:
    return f"{cell.amount:.2f}" if isinstance(cell, Money) else ""
