"""A document's road shows everything that happened to it, with proofs that anybody can check."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.apps import apps
from django.conf import settings
from tests.desk.seat import seat, text
from tests.desk.test_lists import booked
from tests.journeys.office import Office, hire

from kantor.engines.merkle import verify_evidence
from kantor.spine import cases, trail
from kantor.spine.trail import InclusionProof


def test_the_road_tells_who_did_what(office: Office) -> None:
    document = booked(office, "R-1")
    shown = text(seat(office, "anna").get(f"/documents/{document}/road"))
    for word in (
        "Received",
        "Read, version 1",
        "Read, version 2",
        "Checked, version 1",
        "Approved",
        "Took effect",
        "Anna",
        "document.took_effect",
    ):
        assert word in shown
    assert re.search(r"Rules, version [0-9a-f]{64}", shown)
    assert "4806" in shown  # what anna changed from one version to the next


def test_a_record_and_a_document_are_proved_by_a_file_alone(committed_office: Office, tmp_path: Path) -> None:
    office = committed_office
    document = booked(office, "R-2")
    client = office.clients["DE"]
    auditor = seat(office, "anna")
    with office.acting("DE"):
        records = trail.of_document(client, document)
    address = f"/documents/{document}/records/{records[0].id}/proof.json"
    assert auditor.get(address).status_code == 404  # not sealed yet
    with office.acting("DE") as actor:
        trail.seal(client, actor.at + timedelta(seconds=1), trail.signer(settings.KANTOR.signing_key_file))
    told = auditor.get(address).json()
    keys = {key_id: Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for key_id, key in told["public_keys"].items()}
    proof = InclusionProof.from_json(told["proof"])
    assert proof.holds(keys)
    assert not proof._replace(entry=proof.entry.replace("document", "documemt")).holds(keys)
    evidence = tmp_path / "evidence.zip"
    evidence.write_bytes(auditor.get(f"/documents/{document}/evidence.zip").content)
    assert verify_evidence.main([str(evidence)]) == 0
    other = booked(office, "R-3")
    assert auditor.get(f"/documents/{other}/records/{records[0].id}/proof.json").status_code == 404


@pytest.mark.parametrize("address", ["road", "", "original"])
def test_whoever_looks_at_a_confidential_document_is_written_down(office: Office, address: str) -> None:
    document = office.waiting("DE", "payables.supplier_invoice")
    with office.acting("DE"):
        apps.get_model("documents", "Document").objects.filter(pk=document).update(confidential=True)
    assert seat(office, "anna").get(f"/documents/{document}/{address}").status_code == 200
    with office.acting("DE"):
        seen = [record for record in trail.of_document(office.clients["DE"], document) if record.kind == "document.seen"]
    assert [record.person_id for record in seen] == [office.people["anna"]]


def test_another_clients_document_does_not_exist(office: Office) -> None:
    document = office.waiting("DE", "payables.supplier_invoice")
    hire(office, "doris", {"PL": ("payables.clerk", "office.auditor")})
    doris = seat(office, "doris")
    for address in ("", "road", "original", "sheet", "words", "records/1/proof.json", "evidence.zip"):
        assert doris.get(f"/documents/{document}/{address}").status_code == 404


def test_the_trail_is_listed_by_kind_person_and_document(office: Office) -> None:
    document = booked(office, "R-5")
    hire(office, "frida", {"DE": ("office.auditor",)})
    frida = seat(office, "frida")
    client = office.clients["DE"]
    shown = text(frida.get("/trail/", {"client": client}))
    assert "document.took_effect" in shown
    rows = re.compile(r'<td class="mono">([a-z_.]+)</td>')
    assert set(rows.findall(text(frida.get("/trail/", {"client": client, "kind": "document.decided"})))) == {"document.decided"}
    of_document = text(frida.get("/trail/", {"client": client, "document": document}))
    assert "document.took_effect" in rows.findall(of_document)
    assert rows.findall(text(frida.get("/trail/", {"client": client, "person": office.people["bert"]}))) == []


def test_the_log_is_verified_on_demand_and_its_head_is_a_file(committed_office: Office) -> None:
    office = committed_office
    hire(office, "frida", {"DE": ("office.auditor",)})
    client = office.clients["DE"]
    with office.acting("DE") as actor:
        trail.seal(client, actor.at, trail.signer(settings.KANTOR.signing_key_file))
    frida = seat(office, "frida")
    assert "Intact" in text(frida.post(f"/trail/verify?client={client}"))
    told = frida.get("/trail/heads/1.json", {"client": client}).json()
    assert trail.Head.from_json(told["head"]).size > 0


def test_whoever_it_was_handed_to_is_named(office: Office) -> None:
    hire(office, "dora", {"DE": ["payables.clerk"]})
    document, people = office.waiting("DE", "payables.supplier_invoice"), office.people
    with office.acting("DE", "anna") as actor:
        cases.ask(document, "Is it ours?", people["bert"], actor)
        cases.answer(document, "Yes.", actor)
        cases.hand_over(document, people["dora"], "delegated", "on holiday", actor)
    shown = re.sub(r"\s+", " ", text(seat(office, "anna").get(f"/documents/{document}/road")))
    for word in ("asked of: Bert", "question: Is it ours?", "answer: Yes.", "to: Dora", "reason: on holiday"):
        assert word in shown
    assert f"to: {people['dora']}" not in shown
