"""What a training is given: papers and mails with what people said of them, read again from the documents, and the models in use."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kantor.engines.correspondence import text_of, told_of, usual_sorter
from kantor.engines.extracting import INVOICES, usual_kinds
from kantor.spine import documents
from kantor.spine.documents import Example
from kantor.spine.schooling import keeping
from kantor.words import MAIL_READER, Page, Reading

CREDITED = "381"
Papers = Sequence[tuple[Sequence[Page], dict[str, str]]]
"""Pages with what truly stands on them: field -> value."""
Read = Sequence[tuple[Example, Sequence[Page]]]


class Known(NamedTuple):
    """mails: the rows about mails, the oldest first, with what each of them says; kinds: by document, what kind of paper it is, '' where
    nobody knows; in_use: by purpose, the bytes of the client's own model, and the newest document that it was grown from."""

    mails: Sequence[tuple[Example, Reading]]
    kinds: Mapping[int, str]
    in_use: Mapping[str, tuple[bytes, int]]

    @classmethod
    def of(cls, client_id: int, examples: Sequence[Example], at: datetime) -> "Known":
        """For the one client that acts. examples: the newest first."""
        readings = {one.document_id: one.reading for one in documents.newest([one.document_id for one in examples])}
        there = [one for one in reversed(examples) if one.document_id in readings]
        own = {purpose: keeping.in_use(client_id, purpose) for purpose in keeping.PURPOSES}
        return cls(
            [(one, readings[one.document_id]) for one in there if is_mail(one)],
            {one.document_id: _paper_kind(one, readings[one.document_id]) for one in there if not is_mail(one)},
            {purpose: (keeping.content(one, client_id, at), one.newest_document_id) if one else (b"", 0) for purpose, one in own.items()},
        )


def is_mail(one: Example) -> bool:
    return one.reader == MAIL_READER


def order(known: Known, read: Read, base: Papers, name: str) -> dict[str, Any]:
    """As `engines.extracting.learned` takes it. Kinds of invoices are told apart by the start model alone: people approve a receipt on the
    same form."""
    content, newest = known.in_use[keeping.FIELDS]
    fields = [(one, pages) for one, pages in read if _reads_fields(one)]
    return {
        "documents": [[pages, _truth(one) if _reads_fields(one) else None, _sender(one)] for one, pages in read],
        "base": [[pages, truth, ""] for pages, truth in base],
        "in_use": base64.b64encode(content).decode(),
        "seen": sum(one.document_id <= newest for one, _ in fields),
        "name": name,
        "kinds": {
            **_models(known, keeping.KINDS, usual_kinds().as_bytes(), [one for one, _ in read]),
            "told": [known.kinds.get(one.document_id, "") for one, _ in read],
        },
        "mails": {
            **_models(known, keeping.MAILS, usual_sorter().as_bytes(), [one for one, _ in known.mails]),
            "told": [[_mail_text(reading), one.shown["kind"].value, reading.text("sender_email")] for one, reading in known.mails],
        },
    }


def _models(known: Known, purpose: str, start: bytes, examples: Sequence[Example]) -> dict[str, Any]:
    content, newest = known.in_use[purpose]
    seen = sum(one.document_id <= newest for one in examples)
    return {"start": base64.b64encode(start).decode(), "in_use": base64.b64encode(content or start).decode(), "seen": seen}


def _mail_text(reading: Reading) -> str:
    enclosed = tuple(one for one in reading.text("enclosed").split(" / ") if one)
    return text_of(told_of(reading.text("subject"), reading.text("text"), enclosed))


def _reads_fields(one: Example) -> bool:
    return documents.type_of(one.type).read_as_taught is not None


def _truth(one: Example) -> dict[str, str]:
    return {field: shown.value for field, shown in one.shown.items() if "." not in field}


def _sender(one: Example) -> str:
    return one.senders[0] if one.senders else str(one.document_id)


def _paper_kind(one: Example, reading: Reading) -> str:
    """What kind of paper people took it for, by its form and what they told on it; '' where that says nothing."""
    papers = documents.type_of(one.type).papers
    if INVOICES & set(papers):
        return "credit_note" if reading.text("type_code") == CREDITED else "supplier_invoice"
    return reading.text("kind") if reading.text("kind") in papers else papers[0] if len(papers) == 1 else ""
