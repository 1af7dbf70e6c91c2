"""Watched folders: quiet files are taken in and put away, once, and no file holds up another."""

import errno
import os
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import OperationalError, connections
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.journeys.office import EVERYBODY, Office, as_file, open_office
from tests.site import waiting_work as work

from kantor.channels import folder, mail
from kantor.channels.door import Door, File
from kantor.channels.folder import inbox
from kantor.departments.correspondence.senders import GUARD
from kantor.spine import cases

LIMIT = 1_000_000
NAMES = [f"{number}.xml" for number in range(3)]


@pytest.fixture
def office(committed_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    work.lain_for_a_while(monkeypatch)
    yield open_office()
    connections.close_all()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder.make(tmp_path, ["de"])
    found = folder.place_of(tmp_path, "de")
    assert found is not None
    return found


def door(office: Office) -> Door:
    client_id = office.clients["DE"]
    return Door(channel="folder", person_id=None, client_id=client_id, fallback_client_id=client_id, now=office.now)


def put(place: Path, *names: str) -> None:
    for name in names:
        (place / name).write_bytes(f"<{name}/>".encode())


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def test_a_file_that_is_still_being_written_waits(place: Path) -> None:
    put(place, "growing.xml", ".hidden")
    assert folder.waiting(place.parent) == {}
    with pytest.MonkeyPatch.context() as patched:
        work.lain_for_a_while(patched)
        assert folder.waiting(place.parent) == {"de": 1}


def test_an_old_date_does_not_make_a_file_quiet(place: Path) -> None:
    put(place, "copied-with-its-date.xml")
    os.utime(place / "copied-with-its-date.xml", (0, 0))
    assert folder.waiting(place.parent) == {}


def test_files_are_taken_in_and_put_away(office: Office, place: Path) -> None:
    (place / "invoice.xml").write_bytes(as_file(GERMAN).data)
    assert folder.take(place, door(office), limit_bytes=LIMIT) == 1
    assert (names(place), names(place / "done")) == (["done"], ["invoice.xml"])
    assert work.states(office.clients["DE"]) == {"waiting": 1}
    assert folder.take(place, door(office), limit_bytes=LIMIT) == 0


def test_the_same_file_again_is_the_same_document(office: Office, place: Path) -> None:
    """So a process that is killed before it puts the file away does no harm."""
    for _ in range(2):
        (place / "invoice.xml").write_bytes(as_file(GERMAN).data)
        assert folder.take(place, door(office), limit_bytes=LIMIT) == 1
    assert names(place / "done") == ["invoice-2.xml", "invoice.xml"]
    assert work.states(office.clients["DE"]) == {"waiting": 1}


def test_two_at_once_take_each_file_once(office: Office, place: Path) -> None:
    put(place, *NAMES)
    counts: list[int] = []

    def take() -> None:
        try:
            counts.append(folder.take(place, door(office), limit_bytes=LIMIT))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 3
    assert names(place / "done") == NAMES


def test_one_bad_file_holds_up_no_other(office: Office, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, *NAMES)
    take_in = inbox.take_in

    def breaks(files: list[File], door: Door) -> Iterator[object]:
        if any(file.name == "1.xml" for file in files):
            raise RuntimeError("a fault of ours")
        yield from take_in(files, door)

    monkeypatch.setattr(inbox, "take_in", breaks)
    assert folder.take(place, door(office), limit_bytes=LIMIT) == 3
    assert names(place / "done") == ["0.xml", "2.xml"]
    assert names(place / "not_taken") == ["1.xml", "1.xml.reason.txt"]
    assert "a fault of ours" in (place / "not_taken" / "1.xml.reason.txt").read_text()


def test_when_the_database_is_gone_the_files_stay(office: Office, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, *NAMES)

    def gone(*_: object) -> Iterator[object]:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(inbox, "take_in", gone)
    with pytest.raises(OperationalError):
        folder.take(place, door(office), limit_bytes=LIMIT)
    assert names(place) == NAMES


def test_while_the_disk_is_full_the_files_stay(office: Office, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, *NAMES)

    def full(*_: object) -> Iterator[object]:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "take_in", full)
        with pytest.raises(OSError, match="No space left"):
            folder.take(place, door(office), limit_bytes=LIMIT)
    assert names(place) == NAMES
    assert folder.take(place, door(office), limit_bytes=LIMIT) == 3
    assert names(place / "done") == NAMES


def test_what_is_too_large_is_put_aside_unread(office: Office, place: Path) -> None:
    put(place, *NAMES)
    (place / "huge.zip").write_bytes(bytes(LIMIT + 1))
    assert folder.take(place, door(office), limit_bytes=LIMIT) == 4
    assert (names(place / "done"), names(place / "not_taken")) == (NAMES, ["huge.zip", "huge.zip.reason.txt"])


def test_links_are_not_followed(office: Office, place: Path) -> None:
    (place / "secrets.xml").symlink_to("/etc/hostname")
    assert folder.take(place, door(office), limit_bytes=LIMIT) == 0


@pytest.mark.parametrize("code", ["../pl", "", "a/b", ".hidden", "..", "a\x00b"])
def test_a_code_that_is_no_name_of_a_folder_gets_none(tmp_path: Path, code: str) -> None:
    assert folder.place_of(tmp_path, code) is None


def test_a_strangers_mail_with_files_lies_unopened_wherever_it_was_put_down(office: Office, place: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "eve@elsewhere.example", "Rechnung"
    message.set_content("Anbei die Rechnung.")
    message.add_attachment(as_file(GERMAN).data, maintype="application", subtype="xml", filename="r.xml")
    (place / "mail.eml").write_bytes(message.as_bytes())
    (place / "invoice.xml").write_bytes(as_file(POLISH).data)
    assert folder.take(place, door(office), limit_bytes=LIMIT, guard=GUARD) == 2
    assert names(place / "done") == ["invoice.xml", "mail.eml"]
    waiting = office.waiting("DE", "correspondence.quarantined")
    assert office.checked("DE", waiting).reading.text("sender_email") == "eve@elsewhere.example"
    office.save("DE", waiting, "anna", verdict="release")
    office.approve("DE", waiting, "anna")
    office.finish("DE", waiting)
    assert mail.fetch(office.clients["DE"], GUARD, office.now, limit_bytes=LIMIT) == 1
    with office.acting("DE"):
        types = {task.type for task in cases.queue({office.clients["DE"]: EVERYBODY})}
    assert "payables.supplier_invoice" in types


def test_an_archive_with_a_strangers_mail_lies_unopened_too_and_one_with_invoices_does_not(office: Office, place: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "eve@elsewhere.example", "Rechnung"
    message.set_content("Anbei die Rechnung.")
    message.add_attachment(as_file(GERMAN).data, maintype="application", subtype="xml", filename="r.xml")
    for name, inside in (("mails.zip", {"one.eml": message.as_bytes()}), ("plain.zip", {"invoice.xml": as_file(POLISH).data})):
        with ZipFile(place / name, "w") as archive:
            for part, data in inside.items():
                archive.writestr(part, data)
    assert folder.take(place, door(office), limit_bytes=LIMIT, guard=GUARD) == 2
    assert names(place / "done") == ["mails.zip", "plain.zip"]
    waiting = office.waiting("DE", "correspondence.quarantined")
    assert office.checked("DE", waiting).reading.text("sender_email") == "eve@elsewhere.example"
    with office.acting("DE"):
        types = {task.type for task in cases.queue({office.clients["DE"]: EVERYBODY})}
    assert len(types) == 2  # the quarantined archive, and the invoice of the other one
    office.save("DE", waiting, "anna", verdict="release")
    office.approve("DE", waiting, "anna")
    office.finish("DE", waiting)
    assert mail.fetch(office.clients["DE"], GUARD, office.now, limit_bytes=LIMIT) == 1
