"""Has a document type's own reader make fields of the words on pages, behind the walls: the words are what strangers wrote."""

import importlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from kantor.engines.reading import sandbox
from kantor.engines.reading.nurseries import Limits
from kantor.engines.reading.reader import Packed, Told, here, packed, told
from kantor.engines.reading.refusal import Refused
from kantor.words import Page, Reading, Teaching, Unreadable, page_of

ReadPages = Callable[[Sequence[Page]], Sequence[Reading]]
ReadAsTaught = Callable[[Sequence[Page], Teaching], Sequence[Reading]]

_READ = "kantor.engines.reading.paged.read"
_READ_AS_TAUGHT = "kantor.engines.reading.paged.read_taught"
_LIMITS = Limits(cpu_s=30, wall_s=60.0)


def read_pages(by: ReadPages, pages: Sequence[Page]) -> Told:
    """What these pages say, or the reason why nobody can tell, as with `read_each`; by: `read_pages` of a document type.

    A reader without a name of its own (a lambda, as trials have it) runs where it stands.
    """
    if "<" in by.__qualname__:
        return here(by, pages)
    return _told(_READ, pages, by=f"{by.__module__}.{by.__qualname__}")


def read_as_taught(by: ReadAsTaught, pages: Sequence[Page], teaching: Teaching) -> Told:
    """As `read_pages`, with what people taught; by: `read_as_taught` of a document type."""
    return _told(_READ_AS_TAUGHT, {"pages": pages, **teaching.as_json()}, by=f"{by.__module__}.{by.__qualname__}")


def _told(function: str, given: Any, *, by: str) -> Told:
    try:
        return told(sandbox.run(function, json.dumps(given).encode(), limits=_LIMITS, loads=(by,), by=by))
    except Refused as refused:
        return refused


def read(data: bytes, *, by: str) -> list[Packed]:
    """Run inside: the readings of the pages, packed for the pipe. Raises Refused."""
    reader: ReadPages = _named(by)
    return _packed(lambda: reader([page_of(page) for page in json.loads(data)]))


def read_taught(data: bytes, *, by: str) -> list[Packed]:
    """Run inside: the same with what people taught. Raises Refused."""
    reader: ReadAsTaught = _named(by)
    given = json.loads(data)
    return _packed(lambda: reader([page_of(page) for page in given["pages"]], Teaching.from_json(given)))


def _named(by: str) -> Any:
    module, _, name = by.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _packed(read: Callable[[], Sequence[Reading]]) -> list[Packed]:
    try:
        return [packed(reading) for reading in read()]
    except Unreadable as unreadable:
        raise Refused(unreadable.key, **unreadable.evidence) from None
