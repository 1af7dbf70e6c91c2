"""The mail room on the desk: registers, matters, complaints and quarantine, in four languages, light and dark, nothing cut off."""

from pathlib import Path

import pytest
from tests.channels.mail.test_sending import written
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import faults, sit_down
from tests.journeys.test_paper_complaint_story import A4, PAPER

from kantor.channels.door import File

pytestmark = pytest.mark.browser
ASKS = "Guten Tag, könnten Sie mir bitte ein Angebot über zwanzig Stühle senden? Was kostet die Lieferung?"
SAYS = "Sehr geehrte Damen und Herren,\n\nder gelieferte Tisch ist beschädigt. Ich bitte um Erstattung von 80 EUR.\n\nIna Kühn"

WIDE = """
() => {
  const field = document.querySelector("[data-address=order_number]");
  const { x0, x1 } = field.onPage.box;
  const image = field.onPage.closest(".page").querySelector("img");
  return { cut: field.querySelector(".cut canvas").width, box: (x1 - x0) * image.naturalWidth };
}
"""


def screens(desk: Desk) -> list[str]:
    """Every screen of the mail room, with something on it."""
    office = desk.office
    office.bring(written("Anfrage Bürostühle", ASKS, Message_ID="<a1@kuehn.example>"), client="DE")
    matter = office.waiting("DE", "correspondence.matter")
    office.save("DE", matter, "anna", decision="answer", template="offer_follows")
    office.approve("DE", matter, "anna")
    office.finish("DE", matter)
    office.bring(written("Noch eine Anfrage zu Bürostühlen", ASKS, Message_ID="<a2@kuehn.example>"), client="DE")
    office.bring(written("Reklamation zu Auftrag 4711", SAYS, Message_ID="<c1@kuehn.example>"), client="DE")
    waiting = [office.waiting("DE", f"correspondence.{name}") for name in ("matter", "complaint")]
    strange = {"sender_email": "neu@lieferant.example", "enclosed": "R-1.pdf", "text": "Anbei."}
    held = office.type_in("DE", None, "correspondence.quarantined", strange)
    notice = {"recipient": "Finanzamt Kiel", "address": "Hafenstraße 3\n24103 Kiel", "reply_way": "letter", "template": "ask_for_time"}
    own = office.type_in("DE", "anna", "correspondence.outgoing", {**notice, "language": "de"})
    return ["/correspondence/incoming/", "/correspondence/outgoing/", *(f"/documents/{one}/" for one in (*waiting, held, matter, own))]


def test_what_a_clerk_typed_and_two_must_see_is_confirmed_by_enter_and_goes_on(desk: Desk) -> None:
    office, page = desk.office, desk.page
    office.bring(written("Reklamation zu Auftrag 4711", SAYS, Message_ID="<c1@kuehn.example>"), client="DE")
    complaint = office.waiting("DE", "correspondence.complaint")
    office.save("DE", complaint, "anna", cause="damaged", demand="refund", reason="Der Tisch war heil.")
    sit_down(desk, "anna")
    page.goto(f"{desk.address}/documents/{complaint}/")
    page.locator('[name="field:verdict"]').select_option("rejected")
    page.locator(".field.look[data-address=verdict]").wait_for()
    desk.press("Control+Enter")
    for key in ("order_number", "demanded", "verdict"):  # the first two were suggested from the words of the letter
        page.locator(f'[name="field:{key}"]:focus').wait_for()
        with page.expect_response("**/confirm"):
            desk.press("Enter")
    page.locator(".field.fine[data-address=verdict]").wait_for()
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: f"/documents/{complaint}/" not in url)
    assert office.task("DE", complaint).step == "approve"


def test_what_a_letter_on_paper_says_is_shown_where_it_stands_and_confirmed_by_key(desk: Desk, tmp_path: Path) -> None:
    office, page = desk.office, desk.page
    (outcome,) = office.bring(File(name="brief.pdf", data=samples.pdf(tmp_path, PAPER, page=A4)), client="DE")
    office.approve("DE", outcome.document_id, "carla")
    office.finish("DE", outcome.document_id)
    complaint = office.waiting("DE", "correspondence.complaint")
    sit_down(desk, "carla", "de")
    page.goto(f"{desk.address}/documents/{complaint}/")
    number = page.locator(".field.look[data-address=order_number]")
    number.locator(".cut canvas").wait_for()
    wide = page.evaluate(WIDE)
    assert wide["cut"] >= wide["box"], "the cut-out shows all of the value"
    page.locator('[name="field:order_number"]').focus()
    with page.expect_response("**/confirm"):
        desk.press("Enter")
    page.locator(".field.fine[data-address=order_number]").wait_for()


def test_every_screen_of_the_mail_room_fits_and_bars_nobody(desk: Desk) -> None:
    addresses = screens(desk)
    sit_down(desk, "carla")
    assert faults(desk, addresses) == []
