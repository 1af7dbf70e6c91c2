"""The boxes of a VAT return hold what was posted, rounded as the form asks, and come to what is payable."""

import random
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any, get_args

import pytest

from kantor.countries import law
from kantor.countries.returns import FORMS, Declared, Figure, Posted, Rounding, boxes, codes_of, declare, due_on, places

D = Decimal
ZERO = D(0)
WHOLE, CUT, EXACT = (D(1), ROUND_HALF_UP), (D(1), ROUND_DOWN), (D("0.01"), ROUND_HALF_UP)
FULL, ELEVEN = (1, 1), (11, 12)
Invoice = tuple[str, int, tuple[int, int], dict[str, Any]]
INVOICES: dict[str, list[Invoice]] = {
    "DE": [
        ("U19", 19, FULL, {"is": "o", "boxes": {"81": "net"}}),
        ("U7", 7, FULL, {"is": "o", "boxes": {"86": "net"}}),
        ("U16", 16, FULL, {"is": "o", "boxes": {"35": "net", "36": "tax"}}),
        ("UIG", 0, FULL, {"is": "o", "boxes": {"41": "net"}}),
        ("UES", 0, FULL, {"is": "o", "boxes": {"21": "net"}}),
        ("UAF", 0, FULL, {"is": "o", "boxes": {"43": "net"}}),
        ("UFR", 0, FULL, {"is": "o", "boxes": {"48": "net"}}),
        ("U13", 0, FULL, {"is": "o", "boxes": {"60": "net"}}),
        ("UDL", 0, FULL, {"is": "o", "boxes": {"45": "net"}}),
        ("V19", 19, FULL, {"is": "i", "boxes": {"66": "tax"}}),
        ("V7", 7, FULL, {"is": "i", "boxes": {"66": "tax"}}),
        ("E19", 19, FULL, {"is": "ri", "boxes": {"89": "net", "61": "tax"}}),
        ("E7", 7, FULL, {"is": "ri", "boxes": {"93": "net", "61": "tax"}}),
        ("R19E", 19, FULL, {"is": "ri", "boxes": {"46": "net", "47": "tax", "67": "tax"}}),
        ("R19I", 19, FULL, {"is": "ri", "boxes": {"84": "net", "85": "tax", "67": "tax"}}),
        ("R19G", 19, FULL, {"is": "ri", "boxes": {"73": "net", "74": "tax", "67": "tax"}}),
    ],
    "PL": [
        ("S23", 23, FULL, {"is": "o", "boxes": {"K_19": "net", "K_20": "tax"}}),
        ("S8", 8, FULL, {"is": "o", "boxes": {"K_17": "net", "K_18": "tax"}}),
        ("S5", 5, FULL, {"is": "o", "boxes": {"K_15": "net", "K_16": "tax"}}),
        ("S0", 0, FULL, {"is": "o", "boxes": {"K_13": "net"}}),
        ("SZW", 0, FULL, {"is": "o", "boxes": {"K_10": "net"}}),
        ("WDT", 0, FULL, {"is": "o", "boxes": {"K_21": "net"}}),
        ("SUE", 0, FULL, {"is": "o", "boxes": {"K_11": "net", "K_12": "net"}}),
        ("EXP", 0, FULL, {"is": "o", "boxes": {"K_22": "net"}}),
        ("Z23", 23, FULL, {"is": "i", "boxes": {"K_42": "net", "K_43": "tax"}}),
        ("Z23T", 23, FULL, {"is": "i", "boxes": {"K_40": "net", "K_41": "tax"}}),
        ("WNT23", 23, FULL, {"is": "ri", "boxes": {"K_23": "net", "K_24": "tax", "K_42": "net", "K_43": "tax"}}),
        ("IU23", 23, FULL, {"is": "ri", "boxes": {"K_29": "net", "K_30": "tax", "K_42": "net", "K_43": "tax"}}),
    ],
    "ID": [
        ("PK12", 12, ELEVEN, {"is": "o", "boxes": {"A2": "net", "A2_DPP": "part", "A2_PPN": "tax"}}),
        ("PK12M", 12, FULL, {"is": "o", "boxes": {"A2": "net", "A2_DPP": "part", "A2_PPN": "tax"}}),
        ("PKEX", 0, FULL, {"is": "o", "boxes": {"A1": "net"}}),
        ("PM12", 12, ELEVEN, {"is": "i", "boxes": {"B2": "net", "B2_PPN": "tax"}}),
        ("JLN12", 12, ELEVEN, {"is": "ri", "boxes": {"B1": "net", "B1_PPN": "tax", "JLN": "tax"}}),
    ],
}
EXPECTED_BOXES = {country: sorted({box for *_, filled in rows for box in filled["boxes"]}) for country, rows in INVOICES.items()}
TAXES = {"36", "47", "61", "66", "67", "74", "85"}
ROUNDED = {"DE": lambda box: EXACT if box in TAXES else CUT, "PL": lambda box: WHOLE, "ID": lambda box: WHOLE}


def _boxes(found: Declared) -> dict[str, Decimal]:
    return {one.box.key: one.stated for one in found.boxes}


@pytest.mark.parametrize("country", FORMS)
def test_every_box_of_a_code_is_on_the_form(country: str) -> None:
    known = {box.key: box for box in boxes(country)}
    assert {key for code in codes_of(country).values() for key in code.boxes} <= set(known)
    assert all(box.figure in get_args(Figure) and box.rounding in get_args(Rounding) and box.source for box in known.values())


@pytest.mark.parametrize("country", FORMS)
def test_no_tax_of_a_code_is_counted_twice_or_lost(country: str) -> None:
    """A code's deductible tax enters the result once, and so does the tax it makes the buyer owe."""
    known = {box.key: box for box in boxes(country)}
    for code in law(country).tax_codes.values():
        if not code.boxes:
            continue
        own = [known[key] for key in code.boxes]
        assert sum(box.sign == -1 for box in own) == bool(code.input_role), code.code
        assert sum(box.sign == 1 for box in own) == bool(code.output_role), code.code


def test_a_german_month_as_the_form_asks_for_it() -> None:
    found = declare(
        "DE",
        [
            Posted("U19", D("-10000.99"), ZERO, D("-1900.19")),
            Posted("U7", D("-500.50"), ZERO, D("-35.04")),
            Posted("UIG", D("-2000.00"), ZERO, ZERO),
            Posted("V19", D("3000.00"), D("570.00"), ZERO),
            Posted("E19", D("1000.00"), D("190.00"), D("-190.00")),
            Posted("R19E", D("200.00"), D("38.00"), D("-38.00")),
            Posted("EUST", D("0.00"), D("12.34"), ZERO),
        ],
    )
    assert _boxes(found) == {
        "41": D(2000),
        "81": D(10000),
        "86": D(500),
        "89": D(1000),
        "46": D(200),
        "47": D("38.00"),
        "66": D("570.00"),
        "61": D("190.00"),
        "62": D("12.34"),
        "67": D("38.00"),
    }
    assert found.tax == D("1900.00") + D("35.00") + D("190.00") + D("38.00") - D("570.00") - D("190.00") - D("12.34") - D("38.00")
    assert found.by_books == D("1900.19") + D("35.04") - D("570.00") - D("12.34")
    assert found.rounding == D("-0.23")


def test_a_credit_note_takes_from_a_box_and_cents_are_cut_towards_zero() -> None:
    found = declare("DE", [Posted("U19", D("100.99"), ZERO, D("19.19"))])
    assert (_boxes(found), found.tax) == ({"81": D(-100)}, D("-19.00"))


def test_a_base_that_was_lost_is_taken_from_its_rate_and_stated_once_more_beside_it() -> None:
    """As USt 1 A has asked since 2021 (§ 17 Abs. 2 Nr. 1 Satz 1 UStG); box 50 adds nothing to the tax."""
    sold, lost = Posted("U19", D("-1000.00"), ZERO, D("-190.00")), Posted("U19", D("500.60"), ZERO, D("95.11"), D("500.60"))
    found = declare("DE", [sold, lost])
    assert (_boxes(found), found.tax) == ({"81": D(499), "50": D(500)}, D("94.81"))


def test_polish_amounts_are_stated_in_whole_zlotys() -> None:
    found = declare("PL", [Posted("S23", D("-100.50"), ZERO, D("-23.12")), Posted("Z8", D("10.49"), D("0.84"), ZERO)])
    assert _boxes(found) == {"K_19": D(101), "K_20": D(23), "K_42": D(10), "K_43": D(1)}
    assert found.tax == D(22)


def test_eleven_twelfths_of_an_indonesian_price_are_taxed() -> None:
    found = declare("ID", [Posted("PK12", D("-1200000"), ZERO, D("-132000"))])
    assert _boxes(found) == {"A2": D(1200000), "A2_DPP": D(1100000), "A2_PPN": D(132000)}


def test_tax_of_a_code_without_a_box_is_named() -> None:
    assert declare("PL", [Posted("S22", D("-100"), ZERO, D("-22"))]).unplaced == ("S22",)


def test_a_box_leads_to_the_codes_that_fill_it() -> None:
    assert places("DE", "61") == {"E19": "input", "E7": "input", "E16": "input", "E5": "input"}


@pytest.mark.parametrize(
    ("country", "until", "due"),
    [
        ("DE", "2026-03-31", "2026-04-10"),
        ("DE", "2026-09-30", "2026-10-12"),
        ("PL", "2026-03-31", "2026-04-27"),
        ("ID", "2026-01-31", "2026-03-02"),
    ],
)
def test_a_return_is_due_on_a_working_day(country: str, until: str, due: str) -> None:
    assert due_on(country, date.fromisoformat(until)).isoformat() == due


@pytest.mark.parametrize("country", FORMS)
def test_ten_thousand_invoices_come_to_what_a_plain_sum_says(country: str) -> None:
    """Each invoice is taxed here by its own arithmetic, and the form is filled by a table written out below."""
    dice = random.Random(f"invoices of {country}")
    posted, expected = [], dict.fromkeys(EXPECTED_BOXES[country], ZERO)
    for _ in range(10_000):
        code, percent, share, filled = dice.choice(INVOICES[country])
        sign = -1 if dice.random() < 0.05 else 1
        net = sign * D(dice.randint(1, 5_000_000)) / 100
        tax = (net * percent * share[0] / share[1] / 100).quantize(D("0.01"), ROUND_HALF_UP)
        sold, owes, gets = "o" in filled["is"], "r" in filled["is"], "i" in filled["is"]
        posted.append(Posted(code, -net if sold else net, tax if gets else ZERO, -tax if sold or owes else ZERO))
        for box, what in filled["boxes"].items():
            expected[box] += {"net": net, "tax": tax, "part": net * share[0] / share[1]}[what]
    found = declare(country, posted)
    for box, total in expected.items():
        rounding = ROUNDED[country](box)
        assert found.stated(box) == total.quantize(*rounding), box
    assert found.by_books == -sum(row.input + row.output for row in posted)
