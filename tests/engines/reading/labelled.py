"""A small reader of pages for tests: the word behind its label."""

from collections.abc import Sequence

from kantor.words import Page, Reading, Source, Value

LABELS = {"Rechnungsnummer": "number", "Rechnungsdatum": "issued_on"}


def read_pages(pages: Sequence[Page]) -> Sequence[Reading]:
    """One reading with what stands behind the labels; none where no label is found."""
    values = {}
    for page in pages:
        for label, word in zip(page.words, page.words[1:], strict=False):
            if key := LABELS.get(label.text.rstrip(":")):
                values[key] = Value(word.text, Source("page", "", word.page, (word.x0, word.y0, word.x1, word.y1)), word.confidence)
    return [Reading(reader="labels", values=values)] if values else []
