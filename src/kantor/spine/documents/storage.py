"""Originals on disk: addressed by client and hash, written and synced before the database hears of them."""

import ctypes
import os
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages


def name_of(client_id: int, sha256: bytes) -> str:
    """The storage name; the client is part of it, so that nobody learns from a name what another client has."""
    digest = sha256.hex()
    return f"{client_id}/{digest[:2]}/{digest}"


def write(files: Mapping[str, bytes]) -> None:
    """Make every file durable under its name. A folder gets two syncs for the whole batch (contents, then names);
    other storages are durable when they answer."""
    storage = storages["originals"]
    if isinstance(storage, FileSystemStorage):
        _write_folder(Path(storage.location), files)
        return
    for name, data in files.items():
        if not storage.exists(name):
            storage.save(name, ContentFile(data))


def read(name: str) -> bytes:
    storage: Storage = storages["originals"]
    with storage.open(name, "rb") as file:
        return bytes(file.read())


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write beside, sync, rename, sync: a name is never seen with half its bytes, whenever the power goes.

    A name that is there already has its bytes on disk, but perhaps not itself: whoever gave it may not have come to its second sync.
    """
    fresh: list[tuple[Path, Path]] = []
    for name, data in files.items():
        target = folder / name
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.{uuid4().hex}")
        _write(beside, data)
        fresh.append((beside, target))
    if fresh:
        _sync(folder)
    for beside, target in fresh:
        beside.replace(target)
    if files:
        _sync(folder)


def _write(path: Path, data: bytes) -> None:
    """In the fewest calls to the system: of a small file they are most of the work."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    """One syncfs(2) for the batch where Linux offers it, else sync(2)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if libc.syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), "the originals could not be synced to disk", str(folder))
    finally:
        os.close(handle)
