"""Has a document type's own reader read untrusted files inside of the sandbox: XML and cards of mails by the batch, everything else one
process a file.

A type's reader is a function of a module, so that the other process finds it by its name. It must not open a file of its own while it
reads; what it needs from disk is opened by a function `prepare` of its module, which runs before the walls stand.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from kantor.engines.reading import harmful, recognise, sandbox
from kantor.engines.reading.nurseries import Limits
from kantor.engines.reading.refusal import Refused, megabytes
from kantor.words import ReadFile, Reading, Source, Unreadable, Value

# An invoice of 20,000 lines has about this size; the setting `xml_limit_bytes` names another.
XML_MOST_BYTES = 20 << 20
MOST_BYTES = 100 << 20
# What one process of the sandbox is handed at a time.
_BATCH_FILES = 200
_BATCH_BYTES = 64 << 20
_XML_LIMITS = Limits(cpu_s=20, wall_s=30.0)
_READ = "kantor.engines.reading.reader.read"
_LOADS = ("kantor.engines.reading.pdf_files.embedded_files",)

Read = Callable[[ReadFile], Sequence[Reading]]
Told = tuple[Reading, ...] | Refused
Packed = tuple[str, list[Any], dict[str, list[list[Any]]]]


def read_each(by: Read, files: Sequence[ReadFile], *, xml_most_bytes: int = XML_MOST_BYTES) -> list[Told]:
    """What each file says, or the reason why nobody can tell; by: the reader of a document type.

    The key of a Refused is the type's own (with a point in it), or one of `reading.`: `file_too_large`, `harmful`, `reading_too_long`,
    `reading_too_large`, `reading_failed` (evidence `code`: the fault of a reader). A reader without a name of its own (a lambda, as trials
    have it) runs where it stands.
    """
    answers: dict[int, Told] = {}
    together: dict[str, list[int]] = {recognise.XML: [], recognise.MAIL: []}
    if "<" in by.__qualname__:
        return [here(by, file) for file in files]
    for place, file in enumerate(files):
        is_xml = file.media_type == recognise.XML
        most_bytes = xml_most_bytes if is_xml else MOST_BYTES
        if harmful.is_harmful(file.data):
            answers[place] = Refused("harmful", name=harmful.NAME)
        elif len(file.data) > most_bytes:
            answers[place] = Refused("file_too_large", limit=megabytes(most_bytes), size=megabytes(len(file.data)))
        elif file.media_type in together:
            together[file.media_type].append(place)
        else:
            answers[place] = _answers(by, [file], Limits())[0]
    for places in (batch for same in together.values() for batch in _batches(files, same)):
        answers.update(zip(places, _answers(by, [files[place] for place in places], _XML_LIMITS), strict=True))
    return [answers[place] for place in range(len(files))]


def here(by: Callable[[Any], Sequence[Reading]], file: Any) -> Told:
    """What a reader says in this very process."""
    try:
        return tuple(by(file))
    except Unreadable as unreadable:
        return Refused(unreadable.key, **unreadable.evidence)
    except Exception as error:  # a fault of a reader must not hold up what came with the file
        return Refused("reading_failed", code=type(error).__name__)


def _batches(files: Sequence[ReadFile], places: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    room = _BATCH_BYTES
    for place in places:
        if batch and (len(batch) == _BATCH_FILES or room < len(files[place].data)):
            yield batch
            batch, room = [], _BATCH_BYTES
        batch.append(place)
        room -= len(files[place].data)
    if batch:
        yield batch


def _answers(by: Read, files: Sequence[ReadFile], limits: Limits) -> list[Told]:
    name = f"{by.__module__}.{by.__qualname__}"
    answers = sandbox.run_each(
        _READ, [file.data for file in files], limits=limits, loads=(name, *_LOADS), by=name, media_type=files[0].media_type
    )
    return [told(answer) for answer in answers]


def told(answer: Any) -> Told:
    """The readings in what a process of the sandbox answered."""
    if isinstance(answer, Refused):
        return answer
    try:
        return tuple([_unpacked(*reading) for reading in answer])
    except (TypeError, ValueError, KeyError, AttributeError):
        return Refused("reading_failed", code="answer")


def read(data: bytes, *, by: str, media_type: str) -> list[Packed]:
    """Run inside: the readings of one file, packed for the pipe. Raises Refused."""
    module, _, name = by.rpartition(".")
    reader: Read = getattr(importlib.import_module(module), name)
    try:
        return [packed(reading) for reading in reader(ReadFile(data=data, media_type=media_type, name=""))]
    except Unreadable as unreadable:
        raise Refused(unreadable.key, **unreadable.evidence) from None


def packed(reading: Reading) -> Packed:
    """A reading as flat lists: JSON is quick about them, and most values are three texts: key, text, path in the XML."""
    tables = {key: [_packed_row(row) for row in rows] for key, rows in reading.tables.items()}
    return reading.reader, _packed_row(reading.values), tables


def _packed_row(row: Mapping[str, Value]) -> list[Any]:
    flat: list[Any] = []
    for key, value in row.items():
        text, source, confidence = value
        if source[0] == "xml" and confidence == 1.0 and not source[2]:
            flat += (key, text, source[1])
        else:
            flat += (key, value.as_json(), None)
    return flat


def _unpacked(reader: str, values: list[Any], tables: dict[str, list[list[Any]]]) -> Reading:
    rows = {str(key): tuple([_row(row) for row in table]) for key, table in tables.items()}
    return Reading(reader=str(reader), values=_row(values), tables=rows)


def _row(flat: list[Any]) -> dict[str, Value]:
    row = {}
    parts = iter(flat)
    for key, text, path in zip(parts, parts, parts, strict=True):
        # Adding text raises TypeError over anything else: a captured process hands us no other objects.
        row[key] = Value.from_json(text) if path is None else Value(text + "", _place(path))
    return row


@lru_cache(maxsize=4096)  # invoices of one syntax have their values at the same few places
def _place(path: str) -> Source:
    return Source("xml", path + "")
