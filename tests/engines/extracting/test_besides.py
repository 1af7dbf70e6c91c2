"""What is read beside the fields of the forest: several rates of VAT, discounts, addresses, tables whose headers were lost; and what must
not be taken for a due date."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from kantor.demo.papers import HELD_OUT, Paper, invoices, known
from kantor.engines import extracting
from kantor.engines.extracting import Known, Sheet
from kantor.words import Page, Word


@pytest.fixture(scope="module")
def papers() -> Sequence[tuple[Paper, Known]]:
    return list(known(invoices(56, seed=901, layouts=HELD_OUT)))


def sheet(*lines: str) -> Sheet:
    """A page with these lines; two blanks part columns."""
    words = []
    for row, line in enumerate(lines):
        for column, part in enumerate(line.split("  ")):
            left, top = 0.1 + 0.2 * column, 0.05 + 0.02 * row
            for text in part.split():
                words.append(Word(text, 1, left, top, left + 0.008 * len(text), top + 0.012))
                left += 0.008 * len(text) + 0.004
    return Sheet([Page(1, 595, 842, words)])


def test_several_rates_on_one_paper_are_told_apart(papers: Sequence[tuple[Paper, Known]]) -> None:
    several = [(paper, document) for paper, document in papers if len(paper.content["breakdown"]["rows"]) > 1]
    assert several
    for paper, document in several:
        rows = extracting.tax_rows(document.sheet, (), net=Decimal(paper.truth["net"]), vat=Decimal(paper.truth["vat"]))
        assert [f"{row.rate:f}%" for row in rows] == sorted((row[0] for row in paper.content["breakdown"]["rows"]), reverse=True, key=_rate)


def _rate(text: str) -> Decimal:
    return Decimal(text.rstrip("%"))


def test_the_discount_and_its_last_day_are_read_off_the_terms(papers: Sequence[tuple[Paper, Known]]) -> None:
    for paper, document in papers:
        told = extracting.terms(document.sheet, paper.truth["issued_on"])
        found = {key: told[key].value for key in ("discount_percent", "discount_until") if key in told}
        wanted = {key: paper.truth[key] for key in ("discount_percent", "discount_until") if key in paper.truth}
        assert found == wanted, paper.name


def test_days_to_pay_are_counted_from_the_date_of_the_invoice() -> None:
    told = extracting.terms(sheet("Zahlbar innerhalb von 30 Tagen ohne Abzug."), "2026-03-01")
    assert told["due_on"].value == "2026-03-31"
    assert "due_on" not in extracting.terms(sheet("Einwände sind innerhalb von 14 Tagen anzuzeigen."), "2026-03-01")


def test_a_stamp_of_the_post_room_is_neither_the_date_of_the_invoice_nor_its_due_date(papers: Sequence[tuple[Paper, Known]]) -> None:
    stamped = [(paper, document) for paper, document in papers if paper.content["stamp"]]
    assert len(stamped) > 3
    for paper, document in stamped:
        found = extracting.find(document.sheet, extracting.start())
        dates = {field: found[field].value for field in ("issued_on", "due_on") if field in found}
        assert dates.items() <= paper.truth.items(), paper.name


def test_the_supplier_s_address_goes_down_to_its_town(papers: Sequence[tuple[Paper, Known]]) -> None:
    right = 0
    for paper, document in papers:
        found = extracting.address(document.sheet, paper.truth["supplier_name"])
        right += found is not None and found.value == paper.truth["supplier_address"]
    assert right >= 0.9 * len(papers)


def test_a_column_without_a_name_is_the_quantity_where_it_makes_the_amounts() -> None:
    page = sheet("Bezeichnung  I1.  Einzelpreis  Betrag", "Papier  3  2,50  7,50", "Stifte  12  1,25  15,00", "Toner  2  80,00  160,00")
    items = extracting.items(page, net="182.50")
    assert [item["quantity"].value for item in items] == ["3", "12", "2"]


def test_a_quantity_that_was_not_recognised_follows_from_price_and_amount() -> None:
    page = sheet("Bezeichnung  Menge  Einzelpreis  Betrag", "Papier  3  2,50  7,50", "Stifte  Stk  1,25  15,00")
    assert [item["quantity"].value for item in extracting.items(page, net="22.50")] == ["3", "12"]


def test_amounts_pass_only_where_they_add_up() -> None:
    def gates(vat: str) -> dict[str, float]:
        amounts = {"net": "100.00", "vat": vat, "gross": "119.00"}
        found = {field: extracting.Found(value, 0.999, 1, (0.0, 0.0, 1.0, 1.0)) for field, value in amounts.items()}
        return extracting.gates(found, extracting.start())

    assert gates("19.00").keys() == {"net", "vat", "gross"}
    assert gates("7.00") == {}


def test_a_due_date_a_year_behind_the_invoice_does_not_pass() -> None:
    days = {"issued_on": "2014-04-19", "due_on": "2015-05-31"}
    found = {field: extracting.Found(value, 0.999, 1, (0.0, 0.0, 1.0, 1.0)) for field, value in days.items()}
    assert extracting.gates(found, extracting.start()).keys() == {"issued_on"}
