"""Originals on disk: the bytes of a batch in one sealed file, written and synced before the database hears of them.

A small file of its own for every document cost more processor time than reading the invoice in it, and ten million of them are a burden
to every backup. Each piece stands behind a line with its size and the SHA-256 of what lies there (encrypted, see `envelopes`), so that a
damaged file shows without the database which of its pieces are whole. Nothing refers to a file before its rows are committed, and it is
never written to again.
"""

import os
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

IN_MEMORY_BYTES = 16_000_000
_PLACE = re.compile(r"(?P<name>.+)#(?P<begin>\d+)\+(?P<size>\d+)")


def write(client_id: int, originals: Sequence[bytes]) -> list[str]:
    """Make the bytes durable; the place of each, to be read by. A folder gets one sync for contents and one for names; other storages are
    durable when they answer. The client is part of a place, so that nobody learns from it what another client has."""
    if not originals:
        return []
    mark = uuid4().hex
    name = f"{client_id}/{mark[:2]}/{mark}"
    storage = storages["originals"]
    if isinstance(storage, FileSystemStorage):
        _write_file(Path(storage.location) / name, originals)
    else:
        with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as file:
            for piece in _pieces(originals):
                file.write(piece)
            file.seek(0)
            name = storage.save(name, File(file))
    return list(_places(name, originals))


def read(place: str) -> bytes:
    """The bytes at a place. OSError where they cannot be had."""
    storage: Storage = storages["originals"]
    found = _PLACE.fullmatch(place)
    if found is None:
        raise FileNotFoundError(f"{place!r} is no place of an original")
    with storage.open(found["name"], "rb") as file:
        file.seek(int(found["begin"]))
        return bytes(file.read(int(found["size"])))


def _pieces(originals: Sequence[bytes]) -> Iterator[bytes]:
    for data in originals:
        yield _line(data)
        yield data


def _line(data: bytes) -> bytes:
    return f"\n{sha256(data).hexdigest()} {len(data)}\n".encode()


def _places(name: str, originals: Sequence[bytes]) -> Iterator[str]:
    end = 0
    for data in originals:
        begin = end + len(_line(data))
        end = begin + len(data)
        yield f"{name}#{begin}+{len(data)}"


def _write_file(path: Path, originals: Sequence[bytes]) -> None:
    new = [folder for folder in (path.parent, path.parent.parent) if not folder.is_dir()]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.writelines(_pieces(originals))
        file.flush()
        os.fsync(file.fileno())
    for folder in (path.parent, *(made.parent for made in new)):
        _sync_names(folder)


def _sync_names(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
