"""People at the desk: two tabs of one clerk and a colleague type into the same documents, and an approver decides on them."""

import random
import re
import threading
import time
from collections.abc import Callable

from tests.chaos.browser import TROUBLE, Browser
from tests.chaos.notes import folder, note, noted

SEATS = (("anna", "terms"), ("anna", "remittance"), ("carla", "buyer_reference"))
"""Who types into which field; a field belongs to one seat, so that each of its values can be told apart."""
SAME_ONES = 3
"""All choose among so many documents at the top of the queue, so that they meet."""
PAUSE_S = 0.1


def work(seed: str, port: str, password: str) -> None:
    seats: list[Callable[[], None]] = [
        _always(Browser(int(port), f"{who}@office.example", password, field), _Typist(int(seed), field)) for who, field in SEATS
    ]
    seats.append(_always(Browser(int(port), "bert@office.example", password, "bert"), _approve))
    for seat in seats[1:]:
        threading.Thread(target=seat, daemon=True).start()
    seats[0]()


def _always(browser: Browser, do: Callable[[Browser], None]) -> Callable[[], None]:
    def go_on() -> None:
        while True:
            try:
                do(browser)
            except TROUBLE:
                time.sleep(0.5)
            time.sleep(PAUSE_S)

    return go_on


def _page(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    if answer.status == 302 and "login" in answer.location:
        browser.log_in()
    return answer.text


def _version(page: str) -> str:
    """Which version a page that may be worked on shows, '' for one that may only be read."""
    found = re.search(r'name="version" id="version" value="(\d+)"', page)
    return found[1] if found and 'id="approve"' in page else ""


class _Typist:
    """Types a value that was never there before into the own field, and believes what the desk shows afterwards."""

    def __init__(self, seed: int, field: str) -> None:
        self.field, self.chance = field, random.Random(f"{seed} {field}")
        self.number = sum(1 for _ in noted(folder(), f"typed_{field}"))

    def __call__(self, browser: Browser) -> None:
        every = dict.fromkeys(re.findall(r"/documents/(\d+)/", _page(browser, "/queue/?type=payables.supplier_invoice")))
        if not every:
            return
        document = self.chance.choice(list(every)[:SAME_ONES])
        seen = _version(_page(browser, f"/documents/{document}/"))
        if not seen:
            return  # somebody else has it open
        self.number += 1
        text = f"{self.field[0].upper()}{self.number:06d}"
        note(f"typed_{self.field}", document=int(document), field=self.field, text=text)
        answer = browser.post(f"/documents/{document}/approve", {"version": seen, f"field:{self.field}": text})
        if answer.status == 204 or text in _page(browser, f"/documents/{document}/"):
            note("saved", document=int(document), field=self.field, text=text)


def _approve(browser: Browser) -> None:
    answer = browser.get("/next")
    if "login" in answer.location:
        browser.log_in()
    elif found := re.search(r"/documents/(\d+)/", answer.location):
        seen = _version(browser.get(f"/documents/{found[1]}/").text)
        if browser.post(f"/documents/{found[1]}/approve", {"version": seen}).status != 204:
            time.sleep(1)
