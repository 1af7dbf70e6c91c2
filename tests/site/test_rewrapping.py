"""The master key is replaced while everybody works, and wherever that is killed, nothing is lost and it can be ended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import override_settings
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import Door, take_in
from kantor.site import keys, rewrapping
from kantor.spine import documents
from kantor.spine.access import sealing

DRAFT = replace(GERMAN, order_number="")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "master_key"
    keys.make_master_key(path)
    with override_settings(ORIGINALS_KEYS=partial(keys.master_keys, path)):
        yield path


@pytest.fixture
def office(file: Path, database: None) -> Office:
    return open_office()


def bring(office: Office, number: str, client: str = "DE") -> int:
    client_id = office.clients[client]
    door = Door(channel="upload", person_id=None, client_id=client_id, fallback_client_id=client_id, now=office.now, confidential=True)
    (outcome,) = take_in([as_file(replace(DRAFT, number=number))], door)
    return outcome.document_id


def readable(office: Office, client: str, document: int, number: str) -> bool:
    as_it_came = documents.original(office.row(client, document)) == as_file(replace(DRAFT, number=number)).data
    return as_it_came and office.checked(client, document).reading.text("number") == number


def test_everything_is_read_by_the_new_key_and_nothing_by_the_old_one(office: Office, file: Path) -> None:
    (old,) = keys.master_keys(file)
    ours, theirs = bring(office, "M-1"), bring(office, "M-2", "PL")
    assert rewrapping.replace_master_key(file, office.now) == 2
    (new,) = keys.master_keys(file)
    assert new != old
    assert readable(office, "DE", ours, "M-1")
    assert readable(office, "PL", theirs, "M-2")
    row = office.row("DE", ours)
    with override_settings(ORIGINALS_KEYS=lambda: (old,)), pytest.raises(OSError, match="master key"):
        documents.original(row)
    assert rewrapping.replace_master_key(file, office.now) == 2


def test_secrets_of_people_are_sealed_anew_too(office: Office, file: Path) -> None:
    bring(office, "M-1")
    person_id, secret = office.people["anna"], b"JBSWY3DPEHPK3PXP"
    kept = apps.get_model("access", "Totp").objects.create(
        person_id=person_id, secret=sealing.seal(person_id, secret), last_step=0, made_at=office.now()
    )
    assert rewrapping.replace_master_key(file, office.now) == 2
    kept.refresh_from_db()
    (new,) = keys.master_keys(file)
    with override_settings(ORIGINALS_KEYS=lambda: (new,)):
        assert sealing.unseal(person_id, bytes(kept.secret)) == secret


STEPS: list[tuple[Any, str, int]] = [
    (keys, "write_private", 1),
    (documents, "wrap_anew", 1),
    (documents, "wrap_anew", 2),
    (keys, "write_private", 2),
    (rewrapping.access, "note_key_rotated", 1),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(len(STEPS)), ids=[f"{name}-{time}" for _, name, time in STEPS])
def test_killed_at_any_step_nothing_is_lost(office: Office, file: Path, monkeypatch: pytest.MonkeyPatch, step: int, after: bool) -> None:
    ours, theirs = bring(office, "M-1"), bring(office, "M-2", "PL")
    place, name, time = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(place, name, _dying(getattr(place, name), time, after=after))
        with pytest.raises(KeyboardInterrupt):
            rewrapping.replace_master_key(file, office.now)
    assert readable(office, "DE", ours, "M-1")
    assert readable(office, "PL", theirs, "M-2")
    between = bring(office, "M-3", "ID")
    rewrapping.replace_master_key(file, office.now)
    assert len(keys.master_keys(file)) == 1
    assert all(readable(office, *one) for one in (("DE", ours, "M-1"), ("PL", theirs, "M-2"), ("ID", between, "M-3")))


def _dying(function: Callable[..., Any], time: int, *, after: bool) -> Callable[..., Any]:
    """The function, dead the so-maniest time."""
    calls = []

    def run(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == time and not after:
            raise KeyboardInterrupt
        answer = function(*given)
        if len(calls) == time:
            raise KeyboardInterrupt
        return answer

    return run
