"""Who sees which letter: each role, by what kind of paper and to whom it was handed, through every address that shows something.

The words that nobody else has stand in the subject of each paper; no page, list, file, search or event may hold those of a paper that its
reader does not see.
"""

import re
from email.message import EmailMessage
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.db import connections
from tests.channels.api.caller import Caller
from tests.desk.seat import seat, text
from tests.house.test_api_permissions import ASKED, OUTERMOST, routes
from tests.house.test_permissions import Office, addresses, log_in, office, reverse, values
from tests.journeys.office import hire

from kantor.channels.door import File
from kantor.channels.hooks.seeing import seen_ways
from kantor.desk import gate
from kantor.desk.lists.page import visible
from kantor.spine import access, documents

__all__ = ["office"]
MATTER, LETTER = "correspondence.matter", "correspondence.incoming"
MAIL_ROOM = ("correspondence.clerk", "correspondence.approver", "office.auditor")
DEPARTMENTS = ("payables", "purchasing", "accounting", "receivables")
LIMITED = (
    *(f"{one}.clerk" for one in DEPARTMENTS),
    "payables.approver",
    "treasury.clerk",
    "masterdata.clerk",
    "office.clerk",
    "office.approver",
)
WALKED = ("payables.clerk", "purchasing.clerk", "payables.approver", "office.clerk")
"""Those through whose eyes every address is looked at: two departments, whoever decides above one, and whoever sorts the post."""
STREAMS = {"desk:live", "/events"}
"""Answers that do not end; what they tell is asked for below."""
MARK = re.compile(r"Zinnober\w+")


@pytest.fixture
def papers(office: Office) -> dict[str, int]:
    """By the word in its subject: matters handed to departments, and an application with a page that nobody recognised."""
    for role in (*LIMITED, *MAIL_ROOM):
        hire(office, role.replace(".", "-"), {"DE": (role,)})
    found = {f"Zinnober{to}": handed(office, to) for to in (*DEPARTMENTS, "correspondence", "orders")}
    office.bring(application(), client="DE")
    with connections["default"].cursor() as cursor, office.acting("DE"):
        cursor.execute("SELECT id, type, state FROM documents_document WHERE id > %s ORDER BY id", [max(found.values())])
        for document_id, type, state in cursor.fetchall():
            found[f"Zinnober{type.partition('.')[2] or state}"] = document_id
    return found


def handed(office: Office, department: str) -> int:
    said = {"subject": f"Zinnober{department}", "kind": "inquiry", "sender_name": f"Zinnober{department} AG", "answer_by": "2026-03-20"}
    return office.type_in("DE", None, MATTER, {**said, "department": department, "text": f"Zinnober{department} schreibt."})


def application() -> File:
    message = EmailMessage()
    message["From"], message["To"] = "Zinnobermatter Person <person@zinnober.example>", "post@buero.example"
    message["Subject"], message["Date"] = "Bewerbung als Buchhalterin Zinnobermatter", "Mon, 09 Mar 2026 10:00:00 +0100"
    message.set_content("Sehr geehrte Damen und Herren, hiermit bewerbe ich mich um die Stelle. Mein Lebenslauf liegt bei.")
    message.add_attachment(b"\x00\x01 a life", maintype="application", subtype="octet-stream", filename="Zinnoberrefused.bin")
    return File(name="Zinnobersplit.eml", data=message.as_bytes())


def readers(paper: str) -> set[str]:
    """The roles that see a paper, as the house promises it."""
    department = paper.removeprefix("Zinnober")
    own = {f"{department}.clerk"} if department in DEPARTMENTS else set()
    sorts_post = {"correspondence.clerk", "office.auditor"} if department in ("split", "refused") else set(MAIL_ROOM)
    return own | (sorts_post | {"correspondence.approver"})


def test_each_paper_is_seen_by_its_department_the_mail_room_and_the_auditor(office: Office, papers: dict[str, int]) -> None:
    assert {"Zinnobermatter", "Zinnoberincoming", "Zinnobersplit", "Zinnoberrefused"} <= set(papers)
    for paper, document in papers.items():
        opened = {role for role in (*LIMITED, *MAIL_ROOM) if status(office, role, f"/documents/{document}/") == 200}
        called = {
            role
            for role in (*LIMITED, *MAIL_ROOM)
            if Caller(office, role.replace(".", "-")).get(f"/documents/{document}").status_code == 200
        }
        assert (paper, opened, called) == (paper, readers(paper), readers(paper))


def status(office: Office, role: str, address: str) -> int:
    return int(log_in(office, role.replace(".", "-")).get(address).status_code)


@pytest.mark.parametrize("role", WALKED)
def test_no_screen_shows_more(office: Office, papers: dict[str, int], role: str) -> None:
    given, browser = values(office), seat(office, role.replace(".", "-"))
    hidden = {paper for paper in papers if role not in readers(paper)}
    shown: dict[str, set[str]] = {}
    for one in addresses():
        if one.name in STREAMS:
            continue
        for document in papers.values() if "document_id" in one.parts else (None,):
            parts = {part: given[part] for part in one.parts} | ({"document_id": document} if document else {})
            parts |= {"number": 1} if one.name == "desk:head" else {"type": "office.limit"} if one.name == "desk:file" else {}
            for query in ({},) if document else ({}, {"q": "Zinnober"}, {"export": "csv"}):
                answer = browser.get(f"{reverse(one.name, kwargs=parts)}?{urlencode(query)}")
                shown.setdefault(one.name, set()).update(marks(answer) & hidden)
    assert {name: found for name, found in shown.items() if found} == {}


@pytest.mark.parametrize("role", WALKED)
def test_no_route_of_the_api_tells_more(office: Office, papers: dict[str, int], role: str) -> None:
    caller = Caller(office, role.replace(".", "-"))
    hidden = {paper for paper in papers if role not in readers(paper)}
    told: dict[str, set[str]] = {}
    fixed = {"person_id": office.people["bert"], "party_id": office.suppliers["DE", "DE"], "type": MATTER, "page": 1, "number": "1600"}
    for route in routes():
        if route.method != "GET" or route.path in {OUTERMOST, *STREAMS}:
            continue
        for document in papers.values() if "{document_id}" in route.path else (0,):
            path = filled(route.path, {**fixed, "document_id": document})
            for query in (ASKED.get(route.path, {}),) if document else (ASKED.get(route.path, {}), {"q": "Zinnober"}, {"type": MATTER}):
                told.setdefault(route.path, set()).update(marks(caller.get(f"{path}?{urlencode(query)}")) & hidden)
    assert {path: found for path, found in told.items() if found} == {}


def filled(path: str, given: dict[str, Any]) -> str:
    return re.sub(r"{(?:\w+:)?(\w+)}", lambda part: str(given.get(part.group(1), 1)), path)


def marks(answer: Any) -> set[str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return set(MARK.findall(body.decode(errors="ignore"))) if answer.status_code == 200 else set()


def test_readers_find_what_they_see_in_lists_and_by_search(office: Office, papers: dict[str, int]) -> None:
    for department in DEPARTMENTS:
        browser, paper = seat(office, f"{department}-clerk"), f"Zinnober{department}"
        for address in ("/documents/", f"/documents/?type={MATTER}", "/documents/?q=Zinnober", "/palette?q=Zinnober", "/queue/"):
            found = set(MARK.findall(text(browser.get(address))))
            assert found & set(papers) == {paper}, (address, found)


def test_events_tell_of_no_more_than_their_reader_sees(office: Office, papers: dict[str, int]) -> None:
    client, ways = office.clients["DE"], ways_of_all(office, papers)
    for role in (*LIMITED, *MAIL_ROOM):
        person = office.people[role.replace(".", "-")]
        streamed = {way for _, way in visible(gate.visit_of(person, role, office.now.at))}
        hook = Subscribed(person_id=person, client_id=client)
        with office.acting("DE") as actor:
            posted = set(seen_ways(hook, {}, actor))
        seen = {paper for paper in papers if role in readers(paper)}
        for told in (streamed, posted):
            assert {paper for paper in papers if ways[paper] in told} == seen, role


class Subscribed(NamedTuple):
    """A webhook made on the desk, as far as its rights go."""

    person_id: int
    client_id: int
    token_id: int | None = None


def ways_of_all(office: Office, papers: dict[str, int]) -> dict[str, str]:
    """The way in which each paper is seen, as events name it."""
    with office.acting("DE"):
        rows = documents.whole(list(papers.values()))
    return {paper: rows[document].seen_by or rows[document].type for paper, document in papers.items()}


def test_the_database_shows_nobody_more_than_that(office: Office, papers: dict[str, int]) -> None:
    """Whatever a screen asks for: the policy of the table keeps the papers of others from whoever only looks."""
    for role in (*LIMITED, *MAIL_ROOM):
        visit = gate.visit_of(office.people[role.replace(".", "-")], role, office.now.at)
        sees = access.acting(clients=visit.clients, person_id=visit.person_id, at=office.now.at, sees=visit.sees)
        with sees, connections["default"].cursor() as cursor:
            cursor.execute("SELECT id FROM documents_document WHERE seen_by <> ''")
            found = {row[0] for row in cursor.fetchall()}
        narrow = {paper: document for paper, document in papers.items() if paper != "Zinnoberincoming"}  # its type has readers of its own
        assert {paper for paper, document in narrow.items() if document in found} == {paper for paper in narrow if role in readers(paper)}


def test_a_matter_that_is_passed_on_is_seen_by_the_other_department(office: Office, papers: dict[str, int]) -> None:
    document = papers["Zinnoberpayables"]
    office.save("DE", document, "payables-clerk", decision="pass_on", reason="It is about an order.", to_department="purchasing")
    office.approve("DE", document, "payables-clerk")
    office.finish("DE", document)
    with connections["default"].cursor() as cursor, office.acting("DE"):
        cursor.execute("SELECT max(id) FROM documents_document")
        (passed_on,) = cursor.fetchone()
    assert [status(office, f"{one}.clerk", f"/documents/{passed_on}/") for one in DEPARTMENTS] == [403, 200, 403, 403]
    assert [status(office, f"{one}.clerk", f"/documents/{document}/") for one in DEPARTMENTS] == [200, 403, 403, 403]


def test_whoever_types_another_department_keeps_what_was_handed_to_them(office: Office, papers: dict[str, int]) -> None:
    document = papers["Zinnoberpayables"]
    office.save("DE", document, "payables-clerk", department="purchasing")
    assert [status(office, f"{one}.clerk", f"/documents/{document}/") for one in DEPARTMENTS] == [200, 403, 403, 403]


def test_every_department_has_its_right_or_leaves_its_letters_to_the_mail_room() -> None:
    known = access.known_roles()
    for type in documents.all_types():
        for way in documents.ways_of(type.key)[1:] if type.audience else ():
            holders = {role for role, may in known.items() if way in may}
            assert holders == {role for role in (f"{way.rpartition('.')[2]}.clerk",) if role in known and role not in MAIL_ROOM}, way
