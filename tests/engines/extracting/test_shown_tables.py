"""The rows that people showed on one paper tell how those of the next one of the same sender are read, and say nothing about others."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from kantor.demo.papers import HELD_OUT, Paper, invoices, known
from kantor.demo.papers.peculiar import peculiar
from kantor.engines import extracting
from kantor.engines.extracting import Earlier, Item, Known, Sheet
from kantor.words import Page, Shown, Word

Pairs = Sequence[tuple[Paper, Known]]
Rows = Sequence[Mapping[str, str]]
ROW, COLUMN, SIGN = 0.02, 0.16, 0.008


@pytest.fixture(scope="module")
def papers() -> Pairs:
    """Two papers of each of five suppliers whose headings are in no table of labels."""
    return list(known(peculiar(10, seed=51)))


def taught(sheet: Sheet, rows: Rows, *, id: int = 1, **head: str) -> Earlier:
    """A paper of which a person typed these rows, without pointing at a place."""
    shown = {f"lines.{place}.{key}": Shown(value) for place, row in enumerate(rows) for key, value in row.items()}
    return Earlier(id, sheet, shown | {key: Shown(value) for key, value in head.items()})


def written(*lines: Sequence[str], page: int = 1, top: float = 0.2) -> Page:
    """A page with a table: each cell in its column; '' stands for none."""
    words = [
        Word(part, page, left, top + ROW * line, left + SIGN * len(part), top + ROW * line + 0.012)
        for line, cells in enumerate(lines)
        for column, cell in enumerate(cells)
        for at, part in _parts(cell)
        for left in [0.08 + COLUMN * column + SIGN * at]
    ]
    return Page(page, 595, 842, words)


def _parts(cell: str) -> Sequence[tuple[int, str]]:
    """The words of a cell with the signs before each."""
    found, at = [], 0
    for part in cell.split():
        found.append((at, part))
        at += len(part) + 1
    return found


def said(items: Sequence[Item]) -> list[dict[str, str]]:
    return [{key: found.value for key, found in item.items()} for item in items]


def recalled(sheet: Sheet, *earlier: Earlier, net: str = "") -> list[dict[str, str]]:
    found = extracting.recall_rows(sheet, earlier, net=net)
    return said(found.items) if found else []


def test_the_rows_of_the_second_paper_are_read_by_the_columns_of_the_first(papers: Pairs) -> None:
    for (first, known_first), (second, known_second) in zip(papers[:5], papers[5:], strict=True):
        assert extracting.items(known_second.sheet, net=second.truth["net"]) == []
        found = recalled(known_second.sheet, taught(known_first.sheet, first.lines[:5]), net=second.truth["net"])
        assert len(found) == len(second.lines), second.name
        for row, line in zip(found, second.lines, strict=True):
            assert row["name"].split() == line["name"].split()
            assert all(Decimal(row[key]) == Decimal(line[key]) for key in ("quantity", "price", "net"))


def test_what_one_sender_taught_about_its_table_says_nothing_about_another(papers: Pairs) -> None:
    for _, document in known(invoices(12, seed=900, layouts=HELD_OUT)):
        for paper, other in papers[:5]:
            assert extracting.recall_rows(document.sheet, [taught(other.sheet, paper.lines[:5])]) is None


HEADS = ("Gegenstand", "Liste", "Ihnen", "Stk.", "ergibt")
SUMS = ("Beisammen", "", "", "", "67,00")


def test_of_two_prices_the_one_counts_that_was_shown() -> None:
    first = Sheet([written(HEADS, ("Linde", "12,00", "9,00", "3", "27,00"), ("Buche", "25,00", "20,00", "2", "40,00"), SUMS)])
    second = Sheet([written(HEADS, ("Ahorn", "14,00", "11,50", "4", "46,00"), ("Esche", "8,00", "7,00", "1", "7,00"), SUMS)])
    for price, prices in (("listed", ("12.00", "25.00")), ("own", ("9.00", "20.00"))):
        rows = [
            {"name": "Linde", "price": prices[0], "quantity": "3", "net": "27.00"},
            {"name": "Buche", "price": prices[1], "quantity": "2", "net": "40.00"},
        ]
        found = recalled(second, taught(first, rows, net="67.00"))
        assert [row["price"] for row in found] == (["14.00", "8.00"] if price == "listed" else ["11.50", "7.00"])
        assert [(row["name"], row["quantity"], row["net"]) for row in found] == [("Ahorn", "4", "46.00"), ("Esche", "1", "7.00")]


def test_a_total_that_no_label_names_ends_the_rows() -> None:
    first = Sheet([written(HEADS[:1] + HEADS[3:], ("Linde", "3", "27,00"), ("Buche", "2", "40,00"), ("Beisammen", "", "67,00"))])
    second = Sheet([written(HEADS[:1] + HEADS[3:], ("Ahorn", "4", "46,00"), ("Beisammen", "", "46,00"), ("Rest", "", "9,00"))])
    rows = [{"name": "Linde", "quantity": "3", "net": "27.00"}, {"name": "Buche", "quantity": "2", "net": "40.00"}]
    assert len(recalled(second, taught(first, rows))) == 3
    assert [row["net"] for row in recalled(second, taught(first, rows, net="67.00"))] == ["46.00"]
    assert [row["net"] for row in recalled(second, taught(first, rows), net="46.00")] == ["46.00"]


def test_names_that_begin_above_their_amounts_stay_with_them() -> None:
    lang, kurz = ("lang", "", "9,00", "3", "27,00"), ("kurz", "", "20,00", "2", "40,00")
    first = Sheet([written(HEADS, ("Linde gehobelt",), lang, ("Buche roh",), kurz)])
    breit, bare = ("breit", "", "11,50", "4", "46,00"), ("", "", "7,00", "3", "21,00")
    second = Sheet([written(HEADS, ("Ahorn natur",), breit, ("Esche hell",), bare)])
    rows = [
        {"name": "Linde gehobelt lang", "price": "9.00", "quantity": "3", "net": "27.00"},
        {"name": "Buche roh kurz", "price": "20.00", "quantity": "2", "net": "40.00"},
    ]
    assert [row["name"] for row in recalled(second, taught(first, rows))] == ["Ahorn natur breit", "Esche hell"]


def test_rows_go_on_where_the_header_comes_again() -> None:
    first = Sheet([written(HEADS, ("Linde", "", "9,00", "3", "27,00"))])
    second = Sheet(
        [
            written(HEADS, ("Ahorn", "", "11,50", "4", "46,00"), ("Uebertrag 1 von 2", "", "", "", "46,00")),
            written(("Blatt 2",), HEADS, ("Esche", "", "7,00", "3", "21,00"), SUMS, page=2, top=0.05),
        ]
    )
    rows = [{"name": "Linde", "price": "9.00", "quantity": "3", "net": "27.00"}]
    found = recalled(second, taught(first, rows), net="67.00")
    assert found[0]["name"] == "Ahorn"
    assert found[-1]["name"] != "Blatt 2"
    assert "Esche" in [row["name"] for row in found]


def test_headings_that_a_scan_misreads_are_still_the_same_header() -> None:
    first = Sheet([written(HEADS, ("Linde", "", "9,00", "3", "27,00"))])
    second = Sheet([written(("Gegenstand", "Lisle", "lhnen", "Stk.", "ergibt"), ("Ahorn", "", "11,50", "4", "46,00"))])
    rows = [{"name": "Linde", "price": "9.00", "quantity": "3", "net": "27.00"}]
    assert recalled(second, taught(first, rows)) == [{"name": "Ahorn", "price": "11.50", "quantity": "4", "net": "46.00"}]


def test_rows_that_stand_nowhere_on_the_paper_teach_nothing() -> None:
    sheet = Sheet([written(HEADS, ("Linde", "", "9,00", "3", "27,00"))])
    assert recalled(sheet, taught(sheet, [{"name": "Fracht", "net": "55.00"}])) == []
    assert recalled(sheet, taught(sheet, [])) == []


def test_the_paper_whose_columns_add_up_goes_before_a_newer_one() -> None:
    page = written(HEADS, ("Linde", "12,00", "9,00", "3", "27,00"), ("Buche", "25,00", "20,00", "2", "40,00"), SUMS)
    right = taught(Sheet([page]), [{"name": "Linde", "price": "9.00", "quantity": "3", "net": "27.00"}], id=1)
    wrong = taught(Sheet([page]), [{"name": "Linde", "net": "12.00"}, {"name": "Buche", "net": "25.00"}], id=2)
    found = extracting.recall_rows(Sheet([page]), [wrong, right], net="67.00")
    assert found is not None
    assert found.from_id == 1
    assert [item["net"].value for item in found.items] == ["27.00", "40.00"]
