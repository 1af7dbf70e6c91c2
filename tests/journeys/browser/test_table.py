"""The lines of an invoice by keyboard: pasted from a sheet, moved through cell by cell, doubled, taken out, added up meanwhile."""

from pathlib import Path

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down

from kantor.channels.door import File

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASTE = """([input, text]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


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
