"""A word clicked and a frame drawn on the page fill fields, and the place stays with the value: above its field, and on the road."""

from pathlib import Path

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down

from kantor.channels.door import File

pytestmark = pytest.mark.browser
# Nothing on it that a machine takes for a number, so that no reading comes before the person's.
TEXT = """#set text(size: 14pt)
Beleg ABLAGE-LINDE \\ #v(40pt) Lieferant Papierhaus Linde GmbH \\ #v(60pt) Gesamt 476,00"""


def box_of(desk: Desk, *words: str) -> dict[str, float]:
    """The place of a run of words in the browser's window, each where it stands first."""
    boxes = desk.page.evaluate(
        """async ([address, wanted]) => {
            const words = await (await fetch(address)).json();
            const found = wanted.map((one) => words.find((word) => word[0] === one)).filter(Boolean);
            const page = document.querySelector(".page").getBoundingClientRect();
            return found.map((word) => [page.left + word[2] * page.width, page.top + word[3] * page.height,
                                        page.left + word[4] * page.width, page.top + word[5] * page.height]);
        }""",
        [desk.page.locator("#pages").get_attribute("data-words"), list(words)],
    )
    assert len(boxes) == len(words)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return {"x0": min(lefts), "y0": min(tops), "x1": max(rights), "y1": max(bottoms)}


def test_the_place_stays_with_what_was_taken_from_the_page(desk: Desk, tmp_path: Path) -> None:
    data = samples.pdf(tmp_path, TEXT, page="width: 595pt, height: 842pt, margin: 60pt")
    (outcome,) = desk.office.bring(File(name="rechnung.pdf", data=data), client="DE")
    sit_down(desk, "anna")
    page, document = desk.page, outcome.document_id
    page.goto(f"{desk.address}/documents/{document}/")
    page.locator(".page .word").first.wait_for(state="attached")

    # a click on a word
    page.locator("[data-address='number'] .value").focus()
    word = box_of(desk, "ABLAGE-LINDE")
    page.mouse.click((word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2)
    assert page.locator("[data-address='number'] .value").input_value() == "ABLAGE-LINDE"
    page.locator("[data-address='number'] .cut canvas").wait_for()
    # a frame around several
    page.locator("[data-address='supplier_name'] .value").focus()
    name = box_of(desk, "Papierhaus", "Linde", "GmbH")
    page.mouse.move(name["x0"] - 3, name["y0"] - 3)
    page.mouse.down()
    page.mouse.move(name["x1"] + 3, name["y1"] + 3)
    page.mouse.up()
    assert page.locator("[data-address='supplier_name'] .value").input_value() == "Papierhaus Linde GmbH"
    # what is typed anew was not taken from the page
    page.locator("[data-address='gross'] .value").focus()
    total = box_of(desk, "476,00")
    page.mouse.click((total["x0"] + total["x1"]) / 2, (total["y0"] + total["y1"]) / 2)
    page.locator("[data-address='gross'] .value").fill("12.50")
    assert desk.barriers() == []

    desk.press("F8")
    page.locator("#aside[open]").wait_for()
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: f"/documents/{document}/" not in url)
    values = desk.office.checked("DE", document).reading.values
    for key in ("number", "supplier_name"):
        assert (values[key].source.kind, values[key].source.page) == ("person", 1)
    assert values["gross"].source.box is None
    box = values["number"].source.box
    assert box is not None
    assert 0 < box[0] < box[2] < 1
    assert box[3] - box[1] < 0.05

    page.goto(f"{desk.address}/documents/{document}/")
    page.locator("[data-address='number'] .cut canvas").wait_for()
    page.locator("[data-address='supplier_name'] .cut canvas").wait_for()
    assert page.locator("[data-address='gross'] .cut canvas").count() == 0
    page.goto(f"{desk.address}/documents/{document}/road")
    assert page.locator("td", has_text="ABLAGE-LINDE").locator(".mark", has_text="from page 1").count() == 1
