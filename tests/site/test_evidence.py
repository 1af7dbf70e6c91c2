"""Evidence of a document proves itself to somebody who has nothing but Python and `cryptography`, and to nobody when it was touched."""

import ast
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cryptography
import psycopg
import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, open_office
from tests.site.command import done, kantor

from kantor.engines.merkle import verifier, verify_evidence
from kantor.engines.merkle.verifier import PROGRAM
from kantor.engines.timestamps import CHECKER
from kantor.spine import access, documents, trail

PARTS = [CHECKER.read_text(), PROGRAM.read_text()]
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def office(committed_database: str) -> Office:
    return open_office()


@pytest.fixture
def booked(office: Office) -> int:
    """An invoice that took effect after two people had looked."""
    document = office.bring(replace(GERMAN, order_number=""))[0].document_id
    office.save("DE", document, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
    office.approve("DE", document, "anna")
    if office.row("DE", document).state == "waiting":
        office.approve("DE", document, "bert")
    office.finish("DE", document)
    assert office.row("DE", document).state == "effective"
    return document


def alone(tmp_path: Path, *arguments: object) -> tuple[int, str]:
    """Run the verifier away from the house: isolated, with no path but the standard library's and a folder with `cryptography`."""
    bare = tmp_path / "bare"
    bare.mkdir(exist_ok=True)
    packages = Path(cryptography.__file__).parent.parent
    for name in ("cryptography", "cffi", "_cffi_backend"):
        for found in packages.glob(f"{name}*"):
            if not (bare / found.name).exists():
                (bare / found.name).symlink_to(found)
    program = bare / "verify_evidence.py"
    program.write_bytes(verifier())
    start = (
        "import sys, runpy; sys.path = [each for each in sys.path if 'site-packages' not in each and 'src' not in each.split('/')];"
        f"sys.path.append({str(bare)!r}); sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [sys.executable, "-I", "-S", "-c", start, str(program), *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, check=False)
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, ran.stdout


def changed(evidence: Path, change: Change) -> Path:
    """A copy of the evidence with something else in it."""
    with zipfile.ZipFile(evidence) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    copy = evidence.with_name("changed.zip")
    with zipfile.ZipFile(copy, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return copy


@pytest.fixture
def evidence(booked: int, tmp_path: Path) -> Path:
    out = tmp_path / "evidence.zip"
    done("evidence", booked, "-o", out)
    return out


def test_the_evidence_of_a_document_holds_without_the_house(evidence: Path, booked: int, tmp_path: Path) -> None:
    status, told = alone(tmp_path, evidence)
    assert status == 0, told
    assert told.splitlines()[-1] == "Everything holds."
    assert f"Document {booked}: its " in told
    with zipfile.ZipFile(evidence) as archive:
        document = json.loads(archive.read(f"documents/{booked}/document.json"))
        assert archive.read("verify_evidence.py") == verifier()
    assert document["decisions"]
    assert document["checks"]
    assert [part["kind"] for part in document["effects"][0]["parts"]][:2] == ["entry", "open_item"]


def _document(change: Callable[[dict[str, Any]], None]) -> Change:
    def run(files: dict[str, bytes]) -> None:
        (name,) = [name for name in files if name.endswith("document.json")]
        told = json.loads(files[name])
        change(told)
        files[name] = json.dumps(told).encode()

    return run


def _flip(name: str) -> Change:
    def run(files: dict[str, bytes]) -> None:
        (found,) = [each for each in files if each.endswith(name)]
        data = bytearray(files[found])
        data[len(data) // 2] ^= 1
        files[found] = bytes(data)

    return run


def _without(name: str) -> Change:
    def run(files: dict[str, bytes]) -> None:
        (found,) = [each for each in files if each.endswith(name)]
        del files[found]

    return run


def _lost_record(files: dict[str, bytes]) -> None:
    files["records.jsonl"] = b"\n".join(line for line in files["records.jsonl"].splitlines() if b"document.decided" not in line)


def _forged_key(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["keys"] = dict.fromkeys(manifest["keys"], "00" * 32)
    files["manifest.json"] = json.dumps(manifest).encode()


TOUCHED: list[tuple[Change, str]] = [
    (_flip("/original"), "SHA-256 differs"),
    (_without("/original"), "bytes are missing"),
    (_document(lambda told: told["readings"][0]["content"].update(reader="somebody")), "reading"),
    (_document(lambda told: told["readings"].pop()), "reading"),
    (_document(lambda told: told["checks"][0].update(rules_hash="0")), "check"),
    (_document(lambda told: told["checks"][0]["findings"][0].update(evidence={"iban": "forged"})), "check"),
    (_document(lambda told: told["decisions"][-1].update(checker_id=None)), "decision"),
    (_document(lambda told: told["decisions"].append(told["decisions"][0])), "decision that no record speaks of"),
    (_document(lambda told: told["effects"][0]["parts"][0].update(text="another")), "effect"),
    (_lost_record, "no record speaks of"),
    (_forged_key, "is signed"),
    (_flip("heads.json"), "BROKEN"),
]


def test_evidence_that_was_touched_is_broken(evidence: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for change, said in TOUCHED:
        assert verify_evidence.main([str(changed(evidence, change))]) == 1
        told = capsys.readouterr().out
        assert any(said in line for line in told.splitlines() if line.startswith("BROKEN")), told


def test_the_parts_of_the_verifier_do_not_get_in_each_others_way() -> None:
    """They stand in one file: a name that both define would be the second one's."""
    defined = [[node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef | ast.ClassDef)] for text in PARTS]
    assigned = [
        [target.id for node in ast.parse(text).body if isinstance(node, ast.Assign) for each in node.targets for target in ast.walk(each)
         if isinstance(target, ast.Name)] for text in PARTS
    ]  # fmt: skip
    assert not set(defined[0] + assigned[0]) & set(defined[1] + assigned[1])


def test_what_is_no_evidence_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK no archive")
    assert alone(tmp_path, tmp_path / "no.zip")[0] == 1


def test_the_evidence_is_bound_to_the_key_and_the_heads_that_one_kept(evidence: Path, office: Office, booked: int, tmp_path: Path) -> None:
    keys = [line for line in alone(tmp_path, evidence)[1].splitlines() if "public key" in line]
    key = keys[0].rstrip(".").rsplit(" ", 1)[1]
    assert alone(tmp_path, evidence, "--key", key)[0] == 0
    assert alone(tmp_path, evidence, "--key", "0" * 64)[0] == 1
    kept = tmp_path / "kept.jsonl"
    with office.acting("DE"):
        trail.anchor(trail.heads(office.clients["DE"])[-1], kept)
    with office.acting("DE") as actor:
        trail.append([trail.Event(office.clients["DE"], "document.noted", booked, None, actor.at, {})])
    done("evidence", booked, "-o", evidence, "--heads", kept)
    status, told = alone(tmp_path, evidence, "--heads", kept)
    assert (status, "that you kept is the same" in told, "continues the log" in told) == (0, True, True)
    assert kantor("verify-trail", "--documents", "--heads", kept).exit_code == 0
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"root": "00" * 32}))
    assert kantor("verify-trail", "--heads", kept).exit_code == 1
    assert alone(tmp_path, evidence, "--heads", kept)[0] == 1


def test_a_period_is_complete_or_broken(office: Office, booked: int, tmp_path: Path) -> None:
    others = [one.document_id for one in office.bring(*(replace(GERMAN, number=f"P-{number}") for number in range(3)))]
    out = tmp_path / "period.zip"
    with office.acting("DE"):
        code = access.client(office.clients["DE"]).code
    done("evidence", "--client", code, "--from", "2026-03-01", "--to", "2026-03-31", "-o", out)
    status, told = alone(tmp_path, out)
    assert status == 0, told
    with zipfile.ZipFile(out) as archive:
        listed = json.loads(archive.read("manifest.json"))["documents"]
    assert {booked, *others} <= set(listed)

    def lose_one(files: dict[str, bytes]) -> None:
        lines = files["records.jsonl"].splitlines()
        files["records.jsonl"] = b"\n".join(lines[:3] + lines[4:])

    def hide_one(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        manifest["documents"].remove(others[0])
        files["manifest.json"] = json.dumps(manifest).encode()

    assert "1 are" in alone(tmp_path, changed(out, lose_one))[1]
    assert "but for" in alone(tmp_path, changed(out, hide_one))[1]


def test_evidence_is_asked_for_by_a_document_or_by_a_period(committed_database: str, tmp_path: Path) -> None:
    assert kantor("evidence", "-o", tmp_path / "out.zip").exit_code == 2
    assert kantor("evidence", "--client", "nord", "-o", tmp_path / "out.zip").exit_code == 2
    assert "There is no document 987654" in str(kantor("evidence", 987654, "-o", tmp_path / "out.zip").exception)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_erased_that_must_be_kept(office: Office, booked: int) -> None:
    assert "0 originals" in done("erase", "--client", "de", "--by", "anna@office.example", "--preview")
    done("erase", "--client", "de", "--by", "anna@office.example")
    assert "Nobody works here" in str(kantor("erase", "--client", "de", "--by", "nobody@office.example").exception)
    assert documents.original(office.row("DE", booked))


def test_the_end_of_retention_is_carried_out_in_bulk_and_says_who_did_it(
    office: Office, booked: int, superuser_connection: psycopg.Connection[Any]
) -> None:
    held = office.bring(replace(GERMAN, number="HELD"))[0].document_id
    superuser_connection.execute("UPDATE documents_document SET keep_until = '2020-12-31' WHERE id IN (%s, %s)", [booked, held])
    assert "of 1 originals is over" in done("erase", "--client", "de", "--by", "anna@office.example", "--preview")
    assert "of 1 documents are erased" in done("erase", "--client", "de", "--by", "anna@office.example")
    with pytest.raises(documents.Erased):
        documents.original(office.row("DE", booked))
    assert documents.original(office.row("DE", held)), "somebody works on it"
    with office.acting("DE"):
        last = trail.of_document(office.clients["DE"], booked)[-1]
    assert (last.kind, last.person_id, last.content["ground"]) == ("document.erased", office.people["anna"], "retention_over")


def test_evidence_holds_over_a_rotation_of_the_signing_key(office: Office, booked: int, evidence: Path, tmp_path: Path) -> None:
    before = alone(tmp_path, evidence)[1].partition("SHA-256 ")[2][:64]
    done("rotate", "signing-key")
    with office.acting("DE") as actor:
        trail.append([trail.Event(office.clients["DE"], "document.noted", booked, None, actor.at, {})])
    done("evidence", booked, "-o", evidence)
    status, told = alone(tmp_path, evidence, "--key", before)
    assert status == 0, told
    assert "named its successor and ended at" in told
    assert kantor("verify-trail", "--heads", tmp_path / "none.jsonl").exit_code == 0

    def forged(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        manifest["succeeded"] = []
        files["manifest.json"] = json.dumps(manifest).encode()

    assert alone(tmp_path, changed(evidence, forged), "--key", before)[0] == 1
