"""The audit trail for programs: records and heads as the desk shows them, proofs that hold elsewhere, and a verification."""

from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.apps import apps
from django.conf import settings
from tests.channels.api.caller import Caller, problem, told
from tests.desk.test_lists import booked
from tests.journeys.office import Office, hire

from kantor.engines.merkle import verify_evidence
from kantor.spine import trail
from kantor.spine.trail import InclusionProof


def auditor_of(office: Office) -> Caller:
    hire(office, "frida", {"DE": ("office.auditor",)})
    return Caller(office, "frida")


def seal(office: Office) -> None:
    with office.acting("DE") as actor:
        trail.seal(office.clients["DE"], actor.at + timedelta(seconds=1), trail.signer(settings.KANTOR.signing_key_file))


def test_records_are_listed_by_kind_person_and_document_and_by_the_page(office: Office) -> None:
    document = booked(office, "T-1")
    frida = auditor_of(office)
    every = told(frida.get("/trail"))["rows"]
    assert [one["id"] for one in every] == sorted((one["id"] for one in every), reverse=True)
    of_document = told(frida.get(f"/trail?document={document}"))["rows"]
    assert {one["document"] for one in of_document} == {document}
    decided = told(frida.get(f"/trail?document={document}&kind=document.decided"))["rows"]
    assert {(one["kind"], one["person_name"]) for one in decided} == {("document.decided", "Anna")}
    assert told(frida.get(f"/trail?person={office.people['bert']}&document={document}"))["rows"] == []
    rest = told(frida.get(f"/trail?after={of_document[0]['id']}&document={document}"))["rows"]
    assert rest == of_document[1:]
    assert problem(Caller(office, "anna").get("/trail"), 403) == "forbidden"


def test_the_road_leads_to_what_was_posted_and_what_is_owed(office: Office) -> None:
    document, carla = booked(office, "T-4"), Caller(office, "carla")
    road = told(carla.get(f"/documents/{document}/road"))
    (entry,) = road["entries"]
    assert told(carla.get(f"/entries/{entry}"))["document"] == document
    (owed,) = road["open_items"]
    assert (owed["side"], owed["currency"]) == ("payable", "EUR")
    assert owed["id"] in {one["id"] for one in told(carla.get("/open-items"))["rows"]}
    assert road["family"] == []


def test_a_proof_and_the_evidence_hold_by_themselves(office_kept: Office, tmp_path: Path) -> None:
    office = office_kept
    document = booked(office, "T-2")
    anna = Caller(office, "anna")
    record = told(anna.get(f"/documents/{document}/road"))["records"][0]["id"]
    address = f"/documents/{document}/records/{record}/proof"
    assert problem(anna.get(address), 404) == "not_found"  # not sealed yet
    seal(office)
    found = told(anna.get(address))
    keys = {key_id: Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for key_id, key in found["public_keys"].items()}
    assert InclusionProof.from_json(found["proof"]).holds(keys)
    answer = anna.get(f"/documents/{document}/evidence")
    assert answer.headers["Content-Type"] == "application/zip"
    (tmp_path / "evidence.zip").write_bytes(answer.content)
    assert verify_evidence.main([str(tmp_path / "evidence.zip")]) == 0
    other = booked(office, "T-3")
    assert problem(anna.get(f"/documents/{other}/records/{record}/proof"), 404) == "not_found"


def test_heads_are_signed_and_the_verification_finds_what_was_changed(office_kept: Office) -> None:
    office = office_kept
    frida = auditor_of(office)
    seal(office)
    listed = told(frida.get("/trail/heads"))
    newest = listed["heads"][0]
    assert told(frida.get(f"/trail/heads/{newest['number']}"))["heads"] == [newest]
    assert problem(frida.get("/trail/heads/999999"), 404) == "not_found"
    keys = {key_id: Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for key_id, key in listed["public_keys"].items()}
    assert trail.Head.from_json(newest).is_signed(keys)
    whole = told(frida.get("/trail/verification"))
    assert (whole["is_intact"], whole["sealed"], whole["faults"]) == (True, newest["size"], [])


def test_evidence_of_a_confidential_document_is_a_look_that_is_recorded(office: Office) -> None:
    document = office.waiting("DE", "payables.supplier_invoice")
    with office.acting("DE"):
        apps.get_model("documents", "Document").objects.filter(pk=document).update(confidential=True)
    anna = Caller(office, "anna")
    assert anna.get(f"/documents/{document}/evidence").status_code == 200
    with office.acting("DE"):
        seen = [one for one in trail.of_document(office.clients["DE"], document) if one.kind == "document.seen"]
    assert [(one.person_id, one.content) for one in seen] == [(office.people["anna"], {"what": "evidence"})]
