"""Those who send: one puts files into the watched folders, one is a person who uploads them at the desk, one a program at the API."""

import hashlib
import os
import re
import time
from itertools import count
from pathlib import Path

from tests.chaos import post
from tests.chaos.browser import TOO_SLOW_S, TROUBLE, Browser
from tests.chaos.notes import folder, note, noted

from kantor.client import Kantor, Problem, Unreachable

MOST_WAITING = 60
PAUSE_S = 0.04


def by_folder(seed: str) -> None:
    """A file is handed in when it is whole and in sight; from then on the house answers for it."""
    inbox = Path(os.environ["KANTOR_DATA"]) / "inbox"
    for number in count(sum(1 for _ in noted(folder(), "folder"))):
        one = post.sent(int(seed), "folder", number)
        place = inbox / post.CLIENTS[one.client]
        while not _put(one, place):
            time.sleep(0.2)
        note("folder", client=one.client, sha256=hashlib.sha256(one.data).hexdigest(), name=one.name)
        time.sleep(PAUSE_S)


def _put(one: post.Sent, place: Path) -> bool:
    try:
        place.mkdir(parents=True, exist_ok=True)
        if len(os.listdir(place)) > MOST_WAITING:
            return False
        with (place / f".{one.name}").open("wb") as file:
            file.write(one.data)
            file.flush()
            os.fsync(file.fileno())
        os.rename(place / f".{one.name}", place / one.name)
    except OSError:  # the disk is full: again, later
        return False
    return True


def by_upload(seed: str, port: str, email: str, password: str) -> None:
    """A file is handed in when the desk has answered with its line; whatever is cut before that is sent again."""
    browser = Browser(int(port), email, password, "upload")
    for number in count(sum(1 for _ in noted(folder(), "upload"))):
        one = post.sent(int(seed), "upload", number)
        while not (lines := _dropped(browser, one)):
            time.sleep(0.5)
        note("upload", client=one.client, sha256=hashlib.sha256(one.data).hexdigest(), name=one.name, lines=lines)
        time.sleep(PAUSE_S)


def _dropped(browser: Browser, one: post.Sent) -> list[tuple[str, int]]:
    try:
        answer = browser.drop("/upload/files", one.name, one.data)
    except TROUBLE:
        return []
    if answer.status in (302, 403):
        browser.log_in()
    found = re.findall(r'data-outcome="(\w+)".*?/documents/(\d+)/', answer.text, re.S)
    return [(outcome, int(document)) for outcome, document in found] if answer.status == 200 else []


def by_api(seed: str, port: str, key: str) -> None:
    """A file is handed in when the API has answered which document it became."""
    kantor = Kantor(f"http://127.0.0.1:{port}", key, timeout_s=TOO_SLOW_S)
    clients: dict[str, int] = {}
    for number in count(sum(1 for _ in noted(folder(), "api"))):
        one = post.sent(int(seed), "api", number)
        while not (lines := _handed_in(kantor, one, clients)):
            time.sleep(0.5)
        note("api", client=one.client, sha256=hashlib.sha256(one.data).hexdigest(), name=one.name, lines=lines)
        time.sleep(PAUSE_S)


def _handed_in(kantor: Kantor, one: post.Sent, clients: dict[str, int]) -> list[tuple[str, int]]:
    """clients: code -> id, asked for once."""
    try:
        clients.update({} if clients else {client.code: client.id for client in kantor.clients()})
        told = kantor.hand_in(one.name, one.data, client=clients[post.CLIENTS[one.client]])
    except (Problem, Unreachable):
        return []
    return [(outcome.outcome, outcome.document) for outcome in told]
