"""Reads a letter off its pages: who writes, of what day, about what and in which words, each with its place; a person looks at it."""

from collections.abc import Sequence

from kantor.engines import extracting, language
from kantor.engines.correspondence import head, wording
from kantor.engines.extracting import Sheet
from kantor.words import PAGES, Page, Reading, Source, Value

LETTERHEAD = "letterhead"
_MOST_LINES = 200


def prepare() -> None:
    """The model, the labels and the languages, opened before the sandbox closes."""
    extracting.start()
    extracting.prepare()
    language.detect("Sehr geehrte Damen und Herren")


def read_pages(pages: Sequence[Page]) -> Sequence[Reading]:
    """One reading with what the letter says; none where it says nothing. The day is that of the stamp, else the letter's own."""
    sheet = Sheet(pages)
    told = head(sheet, extracting.start())
    found = {
        "sender_name": told.sender,
        "sender_address": told.address,
        "sender_email": told.email,
        "received_on": told.stamped_on or told.written_on,
        "subject": told.subject,
        "text": wording(sheet),
    }
    values = {key: Value(one.value, Source("page", "", one.page, one.box), one.confidence) for key, one in found.items() if one}
    written_in = language.detect("\n".join(line.text for line in sheet.lines[:_MOST_LINES]))
    if values and written_in.is_sure:
        values["language"] = Value(written_in.label, Source("page", "", 1), round(written_in.confidence, 4))
    return [Reading(reader=f"{PAGES} {LETTERHEAD}", values=values)] if values else []
