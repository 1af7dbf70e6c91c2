"""Unpacks ZIP archives: plain names, no links, and never more bytes than the delivery is allowed, whatever the archive claims."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from kantor.engines.reading import recognise
from kantor.engines.reading.parts import Budget, plain_name
from kantor.engines.reading.refusal import Refused

_CHUNK_BYTES = 1 << 16
_SMALL_BYTES = 1 << 20
_ENCRYPTED = 0x1
_OPEN_XML_KINDS = {
    "xl": recognise.XLSX,
    "word": recognise.DOCX,
    "ppt": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_LONGEST_TYPE = 100


def office_type(data: bytes) -> str | None:
    """The media type of an office document, which is a ZIP archive outside only; None for an archive proper."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                folders = {name.lstrip("/").partition("/")[0] for name in names}
                return next((kind for folder, kind in _OPEN_XML_KINDS.items() if folder in folders), None)
            if not {"mimetype", "content.xml"} <= names:
                return None
            with archive.open("mimetype") as stream:
                kind = stream.read(_LONGEST_TYPE).strip()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError, LookupError, struct.error):
        return None
    return kind.decode("ascii", "replace") if kind.startswith(_OPEN_DOCUMENT) else None


def entries(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file in the archive.

    Raises Refused: `archive_broken`, `archive_encrypted`, `archive_bomb`, and what the budget refuses.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for position, entry in enumerate(archive.infolist(), 1):
                if entry.filename.endswith("/") or stat.S_ISLNK(entry.external_attr >> 16) or entry.filename.startswith("__MACOSX/"):
                    continue
                if entry.flag_bits & _ENCRYPTED:
                    raise Refused("archive_encrypted", name=plain_name(entry.filename, str(position)))
                content = _content(archive, entry, budget)
                budget.take(len(content))
                yield plain_name(entry.filename, f"file-{position}"), content
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
        LookupError,
        struct.error,
    ) as error:
        raise Refused("archive_broken", reason=str(error)) from None


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    most = budget.room_bytes
    by_ratio = max(_SMALL_BYTES, entry.compress_size * budget.bounds.ratio)
    if entry.file_size > most:  # what it says of itself is enough; what it does not say is counted below
        raise Refused("unpacked_too_large", limit=str(budget.bounds.total_bytes))
    unpacked = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            unpacked += chunk
            if len(unpacked) > most:
                raise Refused("unpacked_too_large", limit=str(budget.bounds.total_bytes))
            if len(unpacked) > by_ratio:
                raise Refused("archive_bomb", name=plain_name(entry.filename, "?"), ratio=str(budget.bounds.ratio))
    return bytes(unpacked)
