"""An auditor asks for the books at the desk; a worker makes the file, the auditor alone fetches it, and all of it is in the audit trail."""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import connections
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_books_for_auditors_story import booked, tables, turnover
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, typed
from tests.journeys.test_reversal_story import INVOICE, ORDERED

from kantor.departments.accounting import auditing
from kantor.departments.accounting.auditing import keeping, making
from kantor.desk.trail import queries
from kantor.site.working import dispatching, steps

pytestmark = pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume asynchronous iterators")  # the server has none
PAGE = "/accounting/for-auditors/"
DAYS = {"from": "2026-01-01", "until": "2026-12-31"}
DATEV = {"kind": "datev", "adviser": "29098", "number": "55003", **DAYS}


@pytest.fixture
def office(committed_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A customer's invoice and a supplier's are booked; ada audits, clara keeps the books and may not hand them out."""
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, data=tmp_path))
    opened = open_office()
    hire(opened, "ada", {"DE": ["office.auditor"], "PL": ["office.auditor"]})
    hire(opened, "bodo", {"DE": ["accounting.approver"]})
    hire(opened, "clara", {"DE": ["accounting.clerk"]})
    buyer = customer(opened, "DE", PAPIER)
    opened.finish("DE", typed(opened, "DE", buyer, DESK, BOOK))
    opened.order("DE", "B-4711", ORDERED)
    opened.receive("DE", "B-4711", {"line": "1", "quantity": "40"})
    opened.bring(INVOICE)
    opened.finish("DE")
    monkeypatch.setattr(steps, "now", opened.now)
    yield opened
    del settings.KANTOR_CLOCK_AHEAD
    connections.close_all()


def page(office: Office, country: str = "DE") -> str:
    return f"{PAGE}?client={office.clients[country]}"


def ask(office: Office, person: str, **given: str) -> Any:
    return seat(office, person).post(page(office), given)


def make(office: Office) -> int:
    return steps.make_books(office.clients["DE"], lambda: True)


def newest(office: Office) -> auditing.BooksFile:
    with office.acting("DE"):
        return auditing.files([office.clients["DE"]])[0]


def fetched(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer)


def fetch(office: Office, person: str) -> Any:
    return seat(office, person).get(f"{PAGE}{newest(office).id}?client={office.clients['DE']}")


def records(office: Office, kind: str) -> list[tuple[int, dict[str, Any]]]:
    """Person and content of the records of a kind, the newest first."""
    with office.acting("DE"):
        rows = queries.records(office.clients["DE"], kind=kind, document=None, person=None)
    return [(row.person_id, json.loads(row.content)) for row in rows]


def unpacked(data: bytes, folder: Path) -> list[Path]:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
        return [folder / name for name in archive.namelist()]


def test_a_datev_batch_is_asked_for_made_by_a_worker_and_fetched(office: Office, tmp_path: Path) -> None:
    assert ask(office, "ada", **DATEV).status_code == 302
    shown = text(seat(office, "ada").get(page(office)))
    assert "waits" in shown
    assert "every 2s" in shown
    assert ("make_books", 1) in {(one.step, one.number) for one in dispatching.waiting() if one.client_id == office.clients["DE"]}
    assert make(office) == 1
    shown = text(seat(office, "ada").get(page(office)))
    assert "ready" in shown
    assert "every 2s" not in shown
    assert 'value="29098"' in shown  # the next one begins with the numbers of this one
    data = fetched(fetch(office, "ada"))
    *batches, _labels = unpacked(data, tmp_path / "got")
    sides = {account: found for account, found in booked(batches).items() if any(found)}
    assert sides == {account: found for account, found in turnover(office).items() if any(found)}
    sha256 = hashlib.sha256(data).hexdigest()
    for kind in ("books.made", "books.fetched"):
        assert [(person, content["sha256"]) for person, content in records(office, kind)] == [(office.people["ada"], sha256)]
    assert not list((tmp_path / "cache/books").iterdir())  # nothing lies about unencrypted


def test_originals_and_proofs_are_those_that_whoever_asked_may_see(office: Office, tmp_path: Path) -> None:
    """The approver of accounting sees no suppliers' invoices: their tables are there, their bytes are not."""
    for person, shows in (("ada", True), ("bodo", False)):
        assert ask(office, person, kind="originals", **DAYS).status_code == 302
        assert make(office) == 1
        folder = tmp_path / person
        names = {path.relative_to(folder).as_posix() for path in unpacked(fetched(fetch(office, person)), folder)}
        rows = dict(tables(folder))["documents"]
        invoice = next(row["document"] for row in rows if row["type"] == "payables.supplier_invoice")
        assert (f"originals/{invoice}.xml" in names) is shows
        assert ("evidence-001.zip" in names) is shows
        missing = (folder / "originals-missing.txt").read_text() if "originals-missing.txt" in names else ""
        assert (f"{invoice}: not for whoever asked" in missing) is not shows


def test_a_file_is_for_whoever_asked_for_it_and_for_some_days(office: Office) -> None:
    ask(office, "ada", kind="tables", **DAYS)
    make(office)
    assert fetch(office, "bodo").status_code == 404
    assert fetch(office, "clara").status_code == 403
    assert seat(office, "clara").get(page(office)).status_code == 403
    office.now.forward(days=auditing.KEPT.days + 1)
    assert "tidy" in {one.step for one in dispatching.waiting() if one.client_id == office.clients["DE"]}
    steps.tidy(office.clients["DE"], lambda: True)
    assert fetch(office, "ada").status_code == 404
    assert "no longer kept" in text(seat(office, "ada").get(page(office)))
    with connections["default"].cursor() as cursor, office.acting("DE"):
        cursor.execute("SELECT count(*) FROM accounting_books_piece")
        assert cursor.fetchone() == (0,)


REFUSED = (
    ({**DATEV, "from": "2026-13-01"}, "first and a last day"),
    ({**DATEV, "until": "2025-12-31"}, "first and a last day"),
    ({**DATEV, "adviser": "7"}, "1001 to 9999999"),
    ({**DATEV, "kind": "horoscope"}, "Choose what the file is to be"),
)


def test_what_cannot_be_made_is_told_at_once_and_one_waits_for_one_file_at_a_time(office: Office) -> None:
    for given, says in REFUSED:
        answer = ask(office, "ada", **given)
        assert (answer.status_code, says in answer.content.decode()) == (422, True), given
    shown = text(seat(office, "ada").get(page(office, "PL")))
    assert 'value="datev"' not in shown
    answer = seat(office, "ada").post(page(office, "PL"), DATEV)
    assert "SKR03, SKR04" in answer.content.decode()
    assert make(office) == 0
    assert ask(office, "ada", **DATEV).status_code == 302
    assert "not ready yet" in ask(office, "ada", kind="tables", **DAYS).content.decode()
    assert ask(office, "bodo", kind="tables", **DAYS).status_code == 302
    assert make(office) == 2


def test_a_worker_that_ends_over_a_file_is_followed_by_another_and_three_are_enough(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second begins anew, and nothing of the first one's pieces is left between its own."""
    monkeypatch.setattr(keeping, "PIECE_BYTES", 700)
    ask(office, "ada", kind="tables", **DAYS)
    kept = making.write_data_medium

    def breaks(*given: Any, **more: Any) -> Any:
        kept(*given, **more)
        raise OSError("the disk is full")

    monkeypatch.setattr(making, "write_data_medium", breaks)
    for _ in range(2):
        with pytest.raises(OSError, match="disk is full"):
            make(office)
    monkeypatch.setattr(making, "write_data_medium", kept)
    assert make(office) == 1
    data = fetched(fetch(office, "ada"))
    assert len(data) > 3 * 700
    assert ZipFile(io.BytesIO(data)).testzip() is None
    ask(office, "ada", kind="tables", **DAYS)
    monkeypatch.setattr(making, "write_data_medium", breaks)
    for _ in range(3):
        with pytest.raises(OSError, match="disk is full"):
            make(office)
    assert make(office) == 1
    assert newest(office).outcome == "failed"
    assert "could not be made three times" in text(seat(office, "ada").get(page(office)))


def test_nothing_is_kept_for_who_lost_the_right_meanwhile_and_of_what_is_too_large(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as lost:
        lost.setattr(making, "PERMISSION", "books.nobody")
        ask(office, "ada", kind="tables", **DAYS)
        assert make(office) == 1
    assert newest(office).outcome == "not_permitted"
    monkeypatch.setattr(keeping, "MOST_BYTES", 1000)
    ask(office, "ada", kind="tables", **DAYS)
    assert make(office) == 1
    assert newest(office).outcome == "too_large"


def test_how_far_it_is_shows_while_it_is_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noted beside the snapshot, in which nobody would see it before its end."""
    monkeypatch.setattr(making, "NOTED_EVERY", timedelta(0))
    noted, write = [], making.write_datev

    def watched(*given: Any, told: Any, **more: Any) -> Any:
        told(12_345)
        progress = told.__self__
        progress._last.result()
        progress._thread.submit(lambda: noted.append(text(seat(office, "ada").get(page(office))))).result()
        return write(*given, told=told, **more)

    monkeypatch.setattr(making, "write_datev", watched)
    ask(office, "ada", **DATEV)
    make(office)
    assert "12345 rows written" in noted[0]


def test_a_program_asks_waits_and_fetches(office: Office, tmp_path: Path) -> None:
    api = Caller(office, "ada")
    body = {"kind": "tables", "from_on": "2026-01-01", "until_on": "2026-12-31"}
    query = f"?client={office.clients['DE']}"
    asked = told(api.post(f"/books-files{query}", body), 202)
    assert asked["outcome"] == ""
    assert api.get(f"/books-files/{asked['id']}/content{query}").status_code == 404
    make(office)
    found = told(api.get(f"/books-files/{asked['id']}{query}"))
    assert (found["outcome"], date.fromisoformat(found["from_on"])) == ("made", date(2026, 1, 1))
    assert told(api.get(f"/books-files{query}"))["files"] == [found]
    data = fetched(api.get(f"/books-files/{asked['id']}/content{query}"))
    assert hashlib.sha256(data).hexdigest() == found["sha256"]
    assert {name for name, _ in tables_of(data, tmp_path)} == {"accounts", "partners", "documents", "postings"}
    assert len(records(office, "books.fetched")) == 1
    refused = api.post(f"/books-files{query}", {**body, "kind": "datev"})
    assert refused.status_code == 409
    assert "1001 to 9999999" in refused.content.decode()


def tables_of(data: bytes, folder: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    unpacked(data, folder)
    return tables(folder)
