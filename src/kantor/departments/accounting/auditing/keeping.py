"""The bytes of a file of books: in pieces, each encrypted with a key of its own, so that a large file is never whole in memory."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from kantor.departments.accounting.auditing.reading import QUERIES
from kantor.spine import access, documents

PIECE_BYTES = 4_000_000
MOST_BYTES = 4_000_000_000
"""More than that leaves by the command alone, which writes to a disk."""
PACKED = (".zip", ".pdf", ".png", ".jpg", ".jpeg")


class TooLarge(ValueError):
    """The file would be larger than what is kept."""


class Kept(NamedTuple):
    size: int
    sha256: str


class _Pieces(io.RawIOBase):
    """A file that is written from front to back; `keep(number, data)` gets each piece as soon as it is full."""

    def __init__(self, keep: Callable[[int, bytes], None]) -> None:
        self._keep, self._room, self._count = keep, bytearray(), 0
        self.size, self.hash = 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._room += data
        self.size += len(data)
        self.hash.update(data)
        if self.size > MOST_BYTES:
            raise TooLarge
        while len(self._room) >= PIECE_BYTES:
            self._leave(PIECE_BYTES)
        return len(data)

    def end(self) -> None:
        if self._room:
            self._leave(len(self._room))

    def _leave(self, size: int) -> None:
        self._keep(self._count, bytes(self._room[:size]))
        del self._room[:size]
        self._count += 1


def keep(client_id: int, file_id: int, folder: Path, paths: Sequence[Path], now: Callable[[], datetime]) -> Kept:
    """One ZIP of the files that lie in a folder, kept as the pieces of a file; those of a try before are removed. TooLarge."""
    with access.acting(clients=[client_id], person_id=None, at=now()):
        keeper = documents.Keeper(client_id, now())
        QUERIES.run("forget_pieces", client_id=client_id, files=[file_id])

    def add(number: int, data: bytes) -> None:
        with access.acting(clients=[client_id], person_id=None, at=now()):
            content = keeper.seal(data, _about(file_id, number))
            QUERIES.run("add_piece", client_id=client_id, file_id=file_id, number=number, content=content)

    written = _Pieces(add)
    with ZipFile(written, "w") as archive:
        for path in paths:
            packed = ZIP_STORED if path.suffix.lower() in PACKED else ZIP_DEFLATED
            archive.write(path, path.relative_to(folder), compress_type=packed)
    written.end()
    return Kept(written.size, written.hash.hexdigest())


def pieces(client_id: int, file_id: int, size: int, person_id: int | None, at: datetime) -> Iterator[bytes]:
    """The bytes in their order, each piece read in a transaction of its own. LookupError where one is not there any more."""
    number = done = 0
    while done < size:
        with access.acting(clients=[client_id], person_id=person_id, at=at):
            sealed = QUERIES.value("piece", client_id=client_id, file_id=file_id, number=number)
            if sealed is None:
                raise LookupError(f"piece {number} of file {file_id} is not there any more")
            data = documents.Keeper(client_id, at).open(bytes(sealed), _about(file_id, number))
        yield data
        number, done = number + 1, done + len(data)


def _about(file_id: int, number: int) -> str:
    return f"books {file_id} {number}"
