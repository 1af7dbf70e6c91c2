"""Confidential documents, brought and edited by programs and on the desk: read as others are, stored encrypted, each look recorded."""

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, version
from tests.journeys.office import Office, as_file
from tests.spine.documents.test_confidential import DRAFT, NUMBER, SECRET, stored

from kantor.channels.api import bundles
from kantor.spine import trail

CENTRE = "Kst-Geheim-4711"


def seen(office: Office, document: int) -> list[tuple[int | None, Any]]:
    """Who looked at the document, and at what of it."""
    with office.acting("DE"):
        found = trail.of_document(office.clients["DE"], document)
    return [(one.person_id, one.content["what"]) for one in found if one.kind == "document.seen"]


def handed_in(office: Office, caller: Caller) -> int:
    (one,) = told(caller.hand_in(DRAFT, f"/documents?client={office.clients['DE']}&confidential=true"), 201)["documents"]
    return int(one["document"])


def test_what_a_program_brings_is_encrypted_and_read_by_those_who_may(office: Office) -> None:
    anna = Caller(office, "anna")
    document = handed_in(office, anna)
    with office.acting("DE"):
        assert not [secret for secret in (SECRET, NUMBER) if secret in stored(document)]
    assert seen(office, document) == []
    shown = told(anna.get(f"/documents/{document}"))
    assert (shown["confidential"], shown["number"], shown["file_name"]) == (True, "", "confidential.xml")
    assert shown["reading"]["values"]["number"]["text"] == NUMBER
    assert seen(office, document) == [(office.people["anna"], "page")]


def test_a_program_edits_it_under_the_same_lock_and_each_look_is_recorded(office: Office) -> None:
    anna = Caller(office, "anna")
    document = handed_in(office, anna)
    etag = anna.get(f"/documents/{document}").headers["ETag"]
    preview = told(anna.post(f"/documents/{document}/preview", {"changes": {"lines.0.cost_centre": CENTRE}}))
    assert preview["reading"]["tables"]["lines"][0]["cost_centre"]["text"] == CENTRE
    changed = told(anna.send("PATCH", f"/documents/{document}", {"changes": {"lines.0.cost_centre": CENTRE}}, if_match=etag))
    assert changed["reading"]["tables"]["lines"][0]["cost_centre"]["text"] == CENTRE
    told(anna.post(f"/documents/{document}/confirm", {"addresses": ["number"]}))
    with office.acting("DE"):
        assert not [secret for secret in (SECRET, NUMBER, CENTRE) if secret in stored(document)]
    anna_looked = [what for person, what in seen(office, document) if person == office.people["anna"]]
    assert anna_looked == ["page"] * 4  # shown, previewed, and told again by each of the two writes
    assert CENTRE in str(told(anna.get(f"/documents/{document}/road")))
    assert seen(office, document)[-1] == (office.people["anna"], "road")


def test_the_desk_edits_it_under_the_same_lock(office: Office) -> None:
    document = handed_in(office, Caller(office, "anna"))
    carla = seat(office, "carla")
    shown = version(carla, document)
    assert seen(office, document) == [(office.people["carla"], "page")]
    page = carla.get(f"/documents/{document}/").content.decode()
    assert NUMBER in page
    assert SECRET in page
    told_ = {"version": shown, "reason": "later", "field:lines.0.cost_centre": CENTRE}
    assert carla.post(f"/documents/{document}/set-aside", told_).status_code == 204
    assert dict(office.checked("DE", document).reading.every())["lines.0.cost_centre"].text == CENTRE
    with office.acting("DE"):
        assert not [secret for secret in (SECRET, NUMBER, CENTRE) if secret in stored(document)]
    assert CENTRE in carla.get(f"/documents/{document}/").content.decode()


def test_files_of_a_confidential_bundle_leave_neither_name_nor_findings(office: Office) -> None:
    anna = Caller(office, "anna")
    drafts = [as_file(replace(DRAFT, number=f"{NUMBER}-{at}")) for at in (1, 2)]
    files = [SimpleUploadedFile(f"{SECRET}-{at}.xml", one.data) for at, one in enumerate(drafts)]
    address = f"/api/bundles?client={office.clients['DE']}&confidential=true"
    headers = {"authorization": f"Bearer {anna.secret}", "idempotency-key": "bundle"}
    bundle = told(anna.browser.post(address, {"files": files}, headers=headers), 202)["id"]
    while bundles.take_one(office.clients["DE"], office.now):
        pass
    done = told(anna.get(f"/bundles/{bundle}"))
    assert [(one["name"], one["state"]) for one in done["files"]] == [("confidential-1.xml", "done"), ("confidential-2.xml", "done")]
    (result,) = done["files"][0]["documents"]
    assert told(anna.get(f"/documents/{result['document']}"))["confidential"]
    with office.acting("DE"):
        kept = str(list(apps.get_model("api", "BundleFile").objects.values_list("name", "outcomes")))
    assert not [secret for secret in (SECRET, NUMBER) if secret in kept]


@pytest.mark.parametrize("address", ["original", "sheet", "pages", "effect"])
def test_each_way_to_look_is_recorded(office: Office, address: str) -> None:
    anna = Caller(office, "anna")
    document = handed_in(office, anna)
    told_ = anna.get(f"/documents/{document}/{address}")
    assert told_.status_code == 200
    assert [person for person, _ in seen(office, document)] == [office.people["anna"]]
