"""What arrived files turn out to be: recognised by a document type, and read by its reader behind the walls of the sandbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from kantor.engines.reading import Refused, is_harmful, pages, read_each, read_pages
from kantor.spine import documents
from kantor.words import NOBODY, DocumentType, Finding, ReadFile, Reading, Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """What a file turned out to be: the type and one reading for each document in it, or the reason why it is refused."""

    type: str = ""
    readings: tuple[Reading, ...] = ()
    refusal: Finding | None = None


def understand(file: ReadFile) -> Understood:
    """Recognise and read a file; pure apart from the limited process in which a type's reader runs. Never raises for bad input."""
    return understand_each([file])[0]


def understand_each(files: Sequence[ReadFile]) -> list[Understood]:
    """Each file, as `understand` does it; the XML among them shares a process until one of them misbehaves."""
    understood: list[Understood] = [_unknown(file) for file in files]
    by_type: dict[str, tuple[DocumentType, list[int]]] = {}
    for place, file in enumerate(files):
        type = documents.recognise(file)
        if type is not None and type.read is not None:
            by_type.setdefault(type.key, (type, []))[1].append(place)
        elif is_harmful(file.data):
            understood[place] = _understood("", Refused("harmful", name="EICAR"))
    for type, places in by_type.values():
        assert type.read is not None
        answers = read_each(type.read, [files[place] for place in places], xml_most_bytes=settings.KANTOR.xml_limit_bytes)
        for place, told in zip(places, answers, strict=True):
            understood[place] = _understood(type.key, _on_its_pages(type, files[place], told))
    return understood


def _on_its_pages(type: DocumentType, file: ReadFile, told: tuple[Reading, ...] | Refused) -> tuple[Reading, ...] | Refused:
    """What the pages say where the file has no data of its own and the type knows how to read them; else what was told before."""
    if type.read_pages is None or isinstance(told, Refused) or [reading.reader for reading in told] != [NOBODY]:
        return told
    try:
        sheets = pages(file.data)
    except Refused:
        return told
    said = read_pages(type.read_pages, sheets) if any(page.words for page in sheets) else ()
    return told if not said or isinstance(said, Refused) else said


def _unknown(file: ReadFile) -> Understood:
    return Understood(refusal=Finding(key="documents.not_recognised", severity=Severity.STOP, evidence={"media_type": file.media_type}))


def _understood(type: str, told: tuple[Reading, ...] | Refused) -> Understood:
    if isinstance(told, Refused):
        key = told.key if "." in told.key else f"reading.{told.key}"
        return Understood(type=type, refusal=Finding(key=key, severity=Severity.STOP, evidence=told.evidence))
    if not told:
        return Understood(type=type, refusal=Finding(key="documents.nothing_inside", severity=Severity.STOP))
    return Understood(type=type, readings=told)
