"""The rows of orders and delivery notes are read by the header of their table, with prices or without, over all of its pages."""

from pathlib import Path

from tests.engines.reading import samples

from kantor.departments.purchasing.framed import order_lines, receipt_lines
from kantor.engines.reading import pdf_words
from kantor.words import Page, Reading

A5 = "width: 420pt, height: 300pt, margin: 30pt"
NOTE = """#set text(size: 10pt)
Lieferschein LS-881 #v(8pt)
#let note(..rows) = table(columns: (30pt, 70pt, 1fr, 60pt, 50pt), align: (right, left, left, right, left), stroke: none,
  [Pos.], [Art.-Nr.], [Bezeichnung], [Menge], [Einheit], ..rows)
#note([1], [A-100], [Papier weiß, \\ 80 g], [1.200], [Blatt], [2], [A-200], [Stifte rot], [12], [Stk])
#pagebreak()
#note([3], [B-7], [Toner schwarz], [2,5], [kg])
Ware vollständig erhalten am 10.03.2026"""
ORDER = """#set text(size: 10pt)
Zamówienie ZA/7/2026 #v(8pt)
#table(columns: (30pt, 1fr, 50pt, 40pt, 70pt, 70pt), align: (right, left, right, left, right, right), stroke: none,
  [Lp.], [Nazwa towaru], [Ilość], [J.m.], [Cena netto], [Wartość],
  [1], [Papier biały], [10], [ryza], [18,50], [185,00], [2], [Długopis], [100], [szt.], [1,20], [120,00])
Razem netto 305,00 PLN"""


def rows(reading: tuple[Reading, ...]) -> list[dict[str, str]]:
    return [{key: value.text for key, value in row.items()} for one in reading for row in one.rows("lines")]


def pages(folder: Path, text: str) -> list[Page]:
    return pdf_words.pages(samples.pdf(folder, text, page=A5), most=9)


def test_a_delivery_note_says_how_much_came_of_which_line(tmp_path: Path) -> None:
    read = tuple(receipt_lines(pages(tmp_path, NOTE)))
    assert rows(read) == [{"line": "1", "quantity": "1200"}, {"line": "2", "quantity": "12"}, {"line": "3", "quantity": "2.5"}]
    assert [row["quantity"].source.page for row in read[0].rows("lines")] == [1, 1, 2]
    assert all(row["quantity"].source.box for row in read[0].rows("lines"))


def test_an_order_is_read_with_names_units_and_prices(tmp_path: Path) -> None:
    assert rows(tuple(order_lines(pages(tmp_path, ORDER)))) == [
        {"line": "1", "name": "Papier biały", "quantity": "10", "unit": "ryza", "price": "18.50"},
        {"line": "2", "name": "Długopis", "quantity": "100", "unit": "szt.", "price": "1.20"},
    ]
    (first, second, third) = rows(tuple(order_lines(pages(tmp_path, NOTE))))
    assert (first["article"], first["name"], first["unit"]) == ("A-100", "Papier weiß, 80 g", "Blatt")
    assert (second["name"], third["quantity"]) == ("Stifte rot", "2.5")


def test_a_letter_has_no_rows(tmp_path: Path) -> None:
    assert receipt_lines(pages(tmp_path, "Wir liefern Ihnen am 3. März eine größere Menge als bestellt.")) == []
