"""The ZIP archive that an office file is: its parts unpacked within bounds, their XML parsed without entities, types or network."""

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from kantor.engines.reading.refusal import Refused, megabytes

MOST_UNPACKED_BYTES = 96 << 20
MOST_RATIO = 200
_SMALL_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 16
_ENCRYPTED = 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError, LookupError, struct.error)

Element = etree._Element
SAFELY: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}
"""How every parser of these files is set: what a file defines is not resolved, what is outside not fetched."""


class Package:
    """An office file as a set of named parts. Raises Refused: `office_broken`, `office_encrypted`, `office_bomb`, `office_entities`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise Refused("office_broken", reason=str(error)) from None
        self._entries = {entry.filename.lstrip("/"): entry for entry in self._archive.infolist()}
        self._room_bytes = MOST_UNPACKED_BYTES

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none of that name."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("office_encrypted")
        if entry.file_size > self._room_bytes:
            raise Refused("office_bomb", limit=megabytes(MOST_UNPACKED_BYTES))
        most = max(_SMALL_BYTES, entry.compress_size * MOST_RATIO)
        unpacked = bytearray()
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    unpacked += chunk
                    if len(unpacked) > min(most, self._room_bytes):
                        raise Refused("office_bomb", limit=megabytes(MOST_UNPACKED_BYTES))
        except _FAULTS as error:
            raise Refused("office_broken", reason=str(error)) from None
        self._room_bytes -= len(unpacked)
        return bytes(unpacked)

    def xml(self, name: str) -> Element | None:
        """The root element of a part, None where there is none of that name."""
        data = self.part(name)
        return None if data is None else parsed(data)

    def needed(self, name: str) -> Element:
        """The root element of a part without which the file says nothing."""
        root = self.xml(name)
        if root is None:
            raise Refused("office_broken", reason=name)
        return root

    def related(self, name: str) -> dict[str, str]:
        """What a part refers to inside of the file: id of the reference -> name of the part. What is outside is never looked at."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = {}
        for one in root if root is not None else ():
            if one.get("TargetMode") != "External" and (target := one.get("Target")):
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[one.get("Id", "")] = whole
        return found


def parsed(data: bytes) -> Element:
    """The root of XML that a stranger wrote. Raises Refused."""
    parser = etree.XMLParser(**SAFELY, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise Refused("office_entities") from None
        raise Refused("office_broken", reason=str(error).split("\n")[0]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("office_entities")
    return root


def called(element: Element) -> str:
    """The element's name without its namespace, which differs between editions of the same format; '' for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and so on below it."""
    for name in path:
        element = next((one for one in element if called(one) == name), None) if element is not None else None
    return element


def said(element: Element | None, name: str, otherwise: str = "") -> str:
    """An attribute by its name without namespace."""
    if element is None:
        return otherwise
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), otherwise)


def whole(text: str, otherwise: int = 0, *, most: int = 1_000_000) -> int:
    """A whole number as files write them, kept within reason."""
    try:
        return max(-most, min(most, int(float(text))))
    except (ValueError, OverflowError):
        return otherwise
