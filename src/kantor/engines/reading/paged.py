"""Has a document type's own reader make fields of the words on pages, behind the walls: the words are what strangers wrote."""

import importlib
import json
from collections.abc import Callable, Sequence

from kantor.engines.reading import sandbox
from kantor.engines.reading.nurseries import Limits
from kantor.engines.reading.reader import Packed, Told, here, packed, told
from kantor.engines.reading.refusal import Refused
from kantor.words import Page, Reading, Unreadable, page_of

ReadPages = Callable[[Sequence[Page]], Sequence[Reading]]

_READ = "kantor.engines.reading.paged.read"
_LIMITS = Limits(cpu_s=30, wall_s=60.0)


def read_pages(by: ReadPages, pages: Sequence[Page]) -> Told:
    """What these pages say, or the reason why nobody can tell, as with `read_each`; by: `read_pages` of a document type.

    A reader without a name of its own (a lambda, as trials have it) runs where it stands.
    """
    if "<" in by.__qualname__:
        return here(by, pages)
    name = f"{by.__module__}.{by.__qualname__}"
    try:
        return told(sandbox.run(_READ, json.dumps(pages).encode(), limits=_LIMITS, loads=(name,), by=name))
    except Refused as refused:
        return refused


def read(data: bytes, *, by: str) -> list[Packed]:
    """Run inside: the readings of the pages, packed for the pipe. Raises Refused."""
    module, _, name = by.rpartition(".")
    reader: ReadPages = getattr(importlib.import_module(module), name)
    try:
        return [packed(reading) for reading in reader([page_of(page) for page in json.loads(data)])]
    except Unreadable as unreadable:
        raise Refused(unreadable.key, **unreadable.evidence) from None
