"""Reads the bank's answer (pain.002) into the fields of the form: what it says of the file, of its blocks and of single payments."""

from collections.abc import Iterable, Sequence

from kantor.engines.payments import Status, is_pain002, read_pain002
from kantor.words import ReadFile, Reading, Source, Value

XML = ("application/xml", "text/xml")


def prepare() -> None:
    """Nothing has to be loaded before the sandbox closes."""


def recognise(file: ReadFile) -> float:
    return 1.0 if file.media_type in XML and is_pain002(file.data) else 0.0


def read(file: ReadFile) -> Sequence[Reading]:
    """Raises Unreadable where the file is damaged."""
    report = read_pain002(file.data)
    texts = {
        "message": report.message_id,
        "original_message": report.original_id,
        "created_on": report.created_on.isoformat() if report.created_on else "",
        "status": report.whole.status,
        "reason": report.whole.reason,
        "text": report.whole.text,
    }
    tables = {"blocks": _rows(report.blocks), "payments": _rows(report.payments)}
    return [Reading(reader="pain.002", values=_values(texts), tables=tables)]


def _rows(statuses: Iterable[Status]) -> tuple[dict[str, Value], ...]:
    keys = ("id", "status", "reason", "text", "block")
    return tuple(_values({key: getattr(status, key) for key in keys}) for status in statuses)


def _values(texts: dict[str, str]) -> dict[str, Value]:
    return {key: Value(text, Source("xml", "pain.002")) for key, text in texts.items() if text}
