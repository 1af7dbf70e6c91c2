"""Which parts amounts can play beside one another: net, VAT and gross of one rate or two, rounded at a till, given back, without VAT."""

import pytest

from kantor.engines import extracting
from kantor.engines.extracting import Sheet
from kantor.engines.extracting.features import described
from kantor.words import Page, Word


def _parts(*lines: tuple[str, str]) -> dict[str, set[str]]:
    """Amount -> what is told of it, of lines with a label and an amount."""
    words = [
        Word(text, 1, left, 0.1 + 0.03 * row, left + 0.15, 0.115 + 0.03 * row)
        for row, line in enumerate(lines)
        for left, text in zip((0.1, 0.6), line, strict=True)
    ]
    sheet = Sheet([Page(1, 300, 600, words)])
    told = described(sheet, "amount")
    found: dict[str, set[str]] = {}
    for one, features in zip(sheet.candidates["amount"], told, strict=True):
        found.setdefault(one.value, set()).update(name for name, value in features.items() if value == 1)
    return found


def test_two_rates_make_the_sums_of_an_invoice() -> None:
    found = _parts(("a", "275,00"), ("b", "19,25"), ("c", "198,00"), ("d", "37,62"), ("e", "473,00"), ("f", "56,87"), ("g", "529,87"))
    assert "sum_net" in found["473.00"]
    assert "sum_vat" in found["56.87"]
    assert "sum_gross" in found["529.87"]
    assert not found["275.00"] & {"sum_net", "sum_gross"}


def test_what_is_given_back_adds_up_below_zero() -> None:
    found = _parts(("a", "-100,00"), ("b", "-19,00"), ("c", "-119,00"))
    assert "sum_net" in found["-100.00"]
    assert "sum_gross" in found["-119.00"]


def test_an_invoice_without_vat_says_one_amount_twice() -> None:
    found = _parts(("Netto", "380,00"), ("USt", "0,00"), ("Gesamt", "380,00"), ("Anzahlung", "20,00"))
    assert "untaxed" in found["380.00"]
    assert "untaxed" not in found["20.00"]


@pytest.mark.parametrize(("net", "vat", "rounding", "paid"), [("14.00", "0.84", "0.01", "14.85"), ("14.00", "0.84", "-0.04", "14.80")])
def test_what_is_paid_may_be_rounded(net: str, vat: str, rounding: str, paid: str) -> None:
    found = _parts(("SUB", net), ("GST", vat), ("ROUNDING", rounding), ("x", paid))
    assert "sum_gross" in found[paid]


def test_of_two_totals_the_one_that_was_paid_is_the_rounded_one() -> None:
    found = _parts(("TOTAL", "79.44"), ("ROUNDING", "0.01"), ("TOTAL", "79.45"), ("VISA", "79.45"))
    assert "rounded" in found["79.45"]
    assert "before_rounding" in found["79.44"]


def _gross(*lines: tuple[str, str]) -> str:
    words = [
        Word(text, 1, left, 0.1 + 0.03 * row, left + 0.15, 0.115 + 0.03 * row)
        for row, line in enumerate(lines)
        for left, text in zip((0.1, 0.6), line, strict=True)
    ]
    found = extracting.find(Sheet([Page(1, 300, 600, words)]), extracting.start())
    return found["gross"].value if "gross" in found else ""


RETURNED = (("Total 0% supplies:", "24.55"), ("Returned", "-1.44"), ("Total 6% supplies:", "-1.53"), ("Total 0% supplies:", "24.55"))


def test_goods_that_came_back_are_taken_off_the_total() -> None:
    assert _gross(*RETURNED, ("Total payable:", "23.02")) == "23.02"


@pytest.mark.parametrize("less", ["Deposit paid", "Skonto"])
def test_what_was_paid_or_granted_takes_nothing_from_the_total(less: str) -> None:
    assert _gross(("Net", "100.00"), ("VAT 19%", "19.00"), ("Total", "119.00"), (less, "-19.00"), ("Total payable", "100.00")) == "119.00"
