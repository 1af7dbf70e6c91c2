"""Originals are durable before anybody hears of them, in a folder or behind any other storage of Django's."""

import hashlib
import os
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


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_written_is_read_back(folder: Path):
    originals = [b"one", b"", b"#3+2\n", os.urandom(100_000)]
    places = storage.write(7, originals)
    assert [storage.read(place) for place in places] == originals


def test_a_batch_is_one_file(folder: Path):
    storage.write(7, [b"one", b"two"])
    assert len(files(folder)) == 1


def test_each_original_can_be_told_apart_by_its_hash_and_size_without_the_database(folder: Path):
    storage.write(7, [b"one\n", b"two"])
    (file,) = files(folder)
    rest, found = file.read_bytes(), []
    while rest:
        line, _, rest = rest.removeprefix(b"\n").partition(b"\n")
        digest, size = line.decode().split()
        data, rest = rest[: int(size)], rest[int(size) :]
        assert hashlib.sha256(data).hexdigest() == digest
        found.append(data)
    assert found == [b"one\n", b"two"]


def test_contents_and_every_new_name_are_synced_before_the_answer(folder: Path, monkeypatch: pytest.MonkeyPatch):
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}")))
    (place,) = storage.write(7, [b"one"])
    path = folder / place.partition("#")[0]
    assert synced == [str(path), str(path.parent), str(path.parent.parent), str(folder)]


def test_nothing_to_write_writes_nothing(folder: Path):
    assert storage.write(7, []) == []
    assert files(folder) == []


def test_the_same_bytes_of_two_clients_lie_apart(folder: Path):
    assert storage.write(1, [b"one"])[0].startswith("1/")
    assert storage.write(2, [b"one"])[0].startswith("2/")
    assert len(files(folder)) == 2


@pytest.mark.parametrize("place", ["", "7/ab/abc", "7/ab/abc#0", "../secret"])
def test_what_is_no_place_is_refused_and_not_opened(folder: Path, place: str):
    with pytest.raises(FileNotFoundError):
        storage.read(place)


def test_any_other_storage_serves_as_well():
    with override_settings(STORAGES={"originals": {"BACKEND": f"{InMemoryStorage.__module__}.{InMemoryStorage.__name__}"}}):
        places = storage.write(1, [b"one", b"two"])
        assert [storage.read(place) for place in places] == [b"one", b"two"]
