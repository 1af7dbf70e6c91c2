"""Originals are durable before anybody hears of them, in a folder or behind any other storage of Django's."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from django.test import override_settings

from kantor.spine.documents import storage


@pytest.fixture
def folder(tmp_path: Path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={"originals": backend}):
        yield tmp_path


def _name(data: bytes, client_id: int = 7) -> str:
    return storage.name_of(client_id, hashlib.sha256(data).digest())


def test_what_is_written_is_read_back(folder: Path):
    storage.write({_name(b"one"): b"one", _name(b"two"): b"two"})
    assert storage.read(_name(b"one")) == b"one"
    assert storage.read(_name(b"two")) == b"two"


def test_nothing_half_written_is_left_beside(folder: Path):
    storage.write({_name(b"one"): b"one"})
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [hashlib.sha256(b"one").hexdigest()]


def test_the_same_bytes_again_leave_the_first_file_untouched(folder: Path):
    storage.write({_name(b"one"): b"one"})
    before = (folder / _name(b"one")).stat().st_mtime_ns
    storage.write({_name(b"one"): b"one"})
    assert (folder / _name(b"one")).stat().st_mtime_ns == before


def test_what_another_process_has_only_just_named_is_synced_before_it_counts_as_there(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """The other process renamed its file and was stopped before its own sync; whoever acknowledges the bytes syncs the name."""
    storage.write({_name(b"one"): b"one"})
    synced: list[Path] = []
    monkeypatch.setattr(storage, "_sync", synced.append)
    storage.write({_name(b"one"): b"one"})
    assert synced == [folder]


def test_nothing_to_write_syncs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    synced: list[Path] = []
    monkeypatch.setattr(storage, "_sync", synced.append)
    storage.write({})
    assert synced == []


def test_two_clients_never_share_a_name():
    assert _name(b"one", 1) != _name(b"one", 2)


def test_any_other_storage_serves_as_well():
    with override_settings(STORAGES={"originals": {"BACKEND": f"{InMemoryStorage.__module__}.{InMemoryStorage.__name__}"}}):
        storage.write({_name(b"one"): b"one"})
        storage.write({_name(b"one"): b"one"})
        assert storage.read(_name(b"one")) == b"one"
