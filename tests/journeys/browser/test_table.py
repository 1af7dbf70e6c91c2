"""The lines of an invoice: pasted from a sheet, moved through cell by cell, doubled, taken out, added up meanwhile; or read off a frame."""

from pathlib import Path

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down
from tests.journeys.browser.test_taken_from_the_page import box_of

from kantor.channels.door import File

pytestmark = pytest.mark.browser
PASTE = """([input, text]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


TABLE = """#set text(size: 12pt)
Beleg \\ Hafenstraße \\ Hamburg #v(20pt)
#table(columns: (1fr, 60pt, 80pt, 80pt), align: (left, right, right, right), stroke: none,
  [Bezeichnung], [Menge], [Einzelpreis], [Betrag],
  [Papier weiß], [3], [2,50], [7,50], [Stifte], [12], [1,25], [15,00], [Toner], [2], [80,00], [160,00])"""
SHOWN = ("lines__0__quantity", "lines__0__price")


def draw(desk: Desk, first: str, last: str) -> None:
    """A frame on the page, from one word to another."""
    box = box_of(desk, first, last)
    desk.page.mouse.move(box["x0"] - 4, box["y0"] - 4)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x1"] + 4, box["y1"] + 4)
    desk.page.mouse.up()


def column(desk: Desk, key: str) -> list[str]:
    cells = desk.page.locator(f"td[data-address^='lines.'][data-address$='.{key}'] .value")
    return [cells.nth(place).input_value() for place in range(cells.count())]


def test_lines_are_typed_without_the_mouse(desk: Desk, tmp_path: Path) -> None:
    (outcome,) = desk.office.bring(File(name="paper.pdf", data=samples.pdf(tmp_path, "Rechnung")), client="DE")
    desk.office.save("DE", outcome.document_id, "anna", net="100.00", lines__0__name="Papier", lines__0__net="40.00")
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    sums = page.locator(".sums")
    assert sums.inner_text() == "Sum 40.00 · differs by -60.00"
    assert column(desk, "name") == ["Papier", ""]

    page.locator("td[data-address='lines.0.name'] .value").focus()
    desk.press("ArrowDown")
    page.evaluate(PASTE, [page.evaluate_handle("document.activeElement"), "Stifte\nHefte\n"])
    assert column(desk, "name") == ["Papier", "Stifte", "Hefte", ""]
    for place, net in ((1, "35.00"), (2, "25.00")):
        page.locator(f"td[data-address='lines.{place}.net'] .value").fill(net)
    assert sums.inner_text() == "Sum 100.00"

    page.locator("td[data-address='lines.1.name'] .value").focus()
    desk.press("Control+d")
    assert column(desk, "name") == ["Papier", "Stifte", "Stifte", "Hefte", ""]
    assert desk.focused() == "lines.2.name"
    desk.press("Control+Delete")
    assert column(desk, "name")[:4] == ["Papier", "Stifte", "Hefte", ""]
    desk.press("F3")
    assert column(desk, "name")[2] == "Stifte"
    desk.press("Insert")
    assert column(desk, "name")[:4] == ["Papier", "Stifte", "", "Stifte"]
    desk.press("Control+Delete")
    desk.press("End")
    desk.press("ArrowRight")
    assert desk.focused().startswith("lines.2.")
    assert desk.focused() != "lines.2.name"
    assert sums.inner_text() == "Sum 100.00"
    assert desk.barriers() == []


def test_a_choice_in_a_line_is_made_by_key_and_nothing_pasted_is_lost(desk: Desk) -> None:
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/new/receivables.customer_invoice/?client={desk.office.clients['DE']}")
    page.locator("td[data-address='lines.0.supply'] select").focus()
    desk.press("s")
    assert column(desk, "supply") == ["services"]
    desk.press("ArrowDown")
    assert desk.focused() == "lines.1.supply"
    desk.press("g", "ArrowRight")
    assert desk.focused() == "lines.1.wanted"
    desk.press("ArrowLeft")
    assert (desk.focused(), column(desk, "supply")[:2]) == ("lines.1.supply", ["services", "goods"])
    page.evaluate(PASTE, [page.evaluate_handle("document.activeElement"), "services\nGoods\nboats\n"])
    assert column(desk, "supply") == ["services", "services", "goods", "boats", ""]
    assert page.locator("td[data-address='lines.4.supply'] option.unlisted").count() == 0
    desk.press("ArrowDown", "F3")
    assert column(desk, "supply")[:4] == ["services", "services", "services", "boats"]
    assert desk.barriers() == []


def opened(desk: Desk, tmp_path: Path) -> int:
    """A paper with a table, of which one line stands in the form already, open before anna."""
    data = samples.pdf(tmp_path, TABLE, page="width: 595pt, height: 842pt, margin: 50pt")
    (outcome,) = desk.office.bring(File(name="paper.pdf", data=data), client="DE")
    first = {"lines__0__name": "Fracht", "lines__0__net": "0.00", **dict.fromkeys(SHOWN, "1")}
    desk.office.save("DE", outcome.document_id, "anna", net="182.50", **first)
    sit_down(desk, "anna")
    desk.page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    desk.page.locator(".page .word").first.wait_for(state="attached")
    return outcome.document_id


def test_a_frame_round_a_table_reads_its_rows_into_the_lines(desk: Desk, tmp_path: Path) -> None:
    document, page = opened(desk, tmp_path), desk.page
    told, sums = page.locator("#read-from"), page.locator(".sums")

    # an address is no table
    page.locator("td[data-address='lines.0.name'] .value").focus()
    draw(desk, "Hafenstraße", "Hamburg")
    page.locator("#read-from", has_text="are no table").wait_for()
    assert column(desk, "name") == ["Fracht", ""]
    # one line fills the cell as ever
    page.locator("td[data-address='lines.1.name'] .value").focus()
    draw(desk, "Papier", "weiß")
    assert column(desk, "name") == ["Fracht", "Papier weiß"]
    desk.press("Escape")

    # rows without their header, below what stands there; taken back, and read again
    for is_last in (False, True):
        draw(desk, "Papier", "160,00")
        page.locator("#read-from", has_text="Rows read: 3").wait_for()
        assert column(desk, "name") == ["Fracht", "Papier weiß", "Stifte", "Toner", ""]
        assert column(desk, "quantity") == ["1", "3", "12", "2", ""]
        assert column(desk, "price") == ["1.00", "2.50", "1.25", "80.00", ""]
        assert sums.inner_text() == "Sum 182.50"
        assert desk.focused().startswith("lines.1.")
        if is_last:
            break
        desk.press("Escape")
        assert column(desk, "name")[:4] == ["Fracht", "", "", ""]
        assert told.inner_text().startswith("With the cursor in a line")
    page.locator("td[data-address='lines.2.name'] .value").fill("Stifte rot")
    desk.press("Escape")
    assert column(desk, "name")[:4] == ["Fracht", "Papier weiß", "", "Toner"]
    page.locator("td[data-address='lines.2.name'] .value").fill("Stifte")
    # the whole page by key, header and all
    desk.press("F10")
    page.locator("#read-from", has_text="Rows read: 3").wait_for()
    assert column(desk, "net")[4:] == ["7.50", "15.00", "160.00", ""]
    desk.press("Control+z")
    assert column(desk, "net")[1:5] == ["7.50", "15.00", "160.00", ""]
    assert desk.barriers() == []

    desk.press("F8")
    page.locator("#aside[open]").wait_for()
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: f"/documents/{document}/" not in url)
    rows = desk.office.checked("DE", document).reading.rows("lines")
    assert [row["net"].text for row in rows] == ["0.00", "7.50", "15.00", "160.00"]
    assert [(row["price"].source.kind, row["price"].source.page) for row in rows[1:]] == [("person", 1)] * 3
    tops = [row["net"].source.box[1] for row in rows[1:] if row["net"].source.box]
    assert (len(tops), tops) == (3, sorted(tops))


LONG = """#set text(size: 12pt)
#let rows(first, last) = table(columns: (1fr, 60pt, 80pt, 80pt), align: (left, right, right, right), stroke: none,
  [Bezeichnung], [Menge], [Einzelpreis], [Betrag],
  ..range(first, last).map(n => ([Ware #n], [#n], [2,00], [#(2 * n),00])).flatten())
Beleg #v(20pt) #rows(11, 14) #pagebreak() #rows(14, 17) Summe netto 162,00 #pagebreak() Wir danken für Ihren Auftrag vom 3. März."""


def test_a_table_is_read_over_its_pages_by_one_frame_or_by_key(desk: Desk, tmp_path: Path) -> None:
    data = samples.pdf(tmp_path, LONG, page="width: 595pt, height: 300pt, margin: 30pt")
    (outcome,) = desk.office.bring(File(name="paper.pdf", data=data), client="DE")
    desk.office.save("DE", outcome.document_id, "anna", net="162.00", lines__0__name="Fracht", lines__0__net="0.00")
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    page.locator(".page .word").first.wait_for(state="attached")
    names = [f"Ware {number}" for number in range(11, 17)]
    nets = [f"{2 * number}.00" for number in range(11, 17)]

    page.locator("td[data-address='lines.0.name'] .value").focus()
    desk.press("F10")
    page.locator("#read-from", has_text="Rows read: 6").wait_for()
    assert (column(desk, "name")[1:7], column(desk, "net")[1:7]) == (names, nets)
    desk.press("Escape")

    first, second = (page.locator(f".page[data-page='{number}']").bounding_box() for number in (1, 2))
    assert first is not None
    assert second is not None
    page.locator("td[data-address='lines.0.name'] .value").focus()
    page.mouse.move(first["x"] + first["width"] * 0.04, first["y"] + first["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(second["x"] + second["width"] * 0.9, second["y"] + second["height"] * 0.3, steps=4)
    page.mouse.move(second["x"] + second["width"] * 0.96, second["y"] + second["height"] * 0.6)
    page.mouse.up()
    page.locator("#read-from", has_text="Rows read: 6").wait_for()
    assert (column(desk, "name")[1:7], column(desk, "net")[1:7]) == (names, nets)
    assert desk.barriers() == []
