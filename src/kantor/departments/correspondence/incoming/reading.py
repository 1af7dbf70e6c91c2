"""Reads the card of a mail into the fields of the form: who wrote, in which conversation, in what language, and what kind of mail it is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kantor.departments.correspondence.fields import AUTOMATIC, BOUNCE, COVER
from kantor.engines.correspondence import BOUNCES, Sorted, cited, sort, tokens_in, usual_sorter, why_automatic
from kantor.engines.language import Classifier
from kantor.engines.reading import MAIL, card
from kantor.words import MAIL_READER, ReadFile, Reading, Source, Value

MOST_TEXT = 20_000
NO_SUBJECT = "(-)"


def prepare() -> None:
    """What sorting loads and works out once, before the sandbox closes."""
    sort("", "")


def recognise(file: ReadFile) -> float:
    """The card of any mail."""
    return 1.0 if file.media_type == MAIL and card.is_card(file.data) else 0.0


def read(file: ReadFile) -> Sequence[Reading]:
    """One reading; never fails, whatever stands in the mail."""
    told = card.read(file.data)
    headers = told.headers
    name, address = told.sender
    automatic = why_automatic(headers)
    subject = "" if headers.get("subject") == "-" else headers.get("subject", "")
    found = sort(subject, told.text, files=told.enclosed)
    recipients = [one.strip() for one in f"{headers.get('to', '')},{headers.get('cc', '')}".split(",")]
    texts = {
        "way": "mail",
        "subject": subject or next(iter(told.text.splitlines()), "")[:100] or NO_SUBJECT,
        "received_on": told.sent_on,
        "sender_name": name or address,
        "sender_email": address.lower() if "@" in address else "",
        "language": found.language,
        "kind": _kind(found, automatic, told.enclosed),
        "text": told.text[:MOST_TEXT],
        "enclosed": " / ".join(told.enclosed),
        "automatic": automatic,
        "message_id": headers.get("message-id", "").strip("<> "),
        "cites": " ".join(cited(headers.get("in-reply-to", ""), headers.get("references", ""))),
        "tokens": " ".join(tokens_in(subject, recipients)),
    }
    values = {key: Value(text, Source("mail", key)) for key, text in texts.items() if text}
    if "kind" in values:
        values["kind"] = values["kind"]._replace(confidence=found.confidence)
    return [Reading(reader=f"{MAIL_READER} start {usual_sorter().version}", values=values)]


def sort_as_taught(reading: Reading, model: bytes, name: str) -> Reading:
    """The same with the kind that the client's own classifier tells; name: its name as a reader, its version follows."""
    sorter = _opened(model)
    subject = "" if reading.text("subject") == NO_SUBJECT else reading.text("subject")
    enclosed = tuple(one for one in reading.text("enclosed").split(" / ") if one)
    found = sort(subject, reading.text("text"), files=enclosed, by=sorter)
    values = {key: value for key, value in reading.values.items() if key != "kind"}
    if kind := _kind(found, reading.text("automatic"), enclosed):
        values["kind"] = Value(kind, Source("mail", "kind"), found.confidence)
    return replace(reading, reader=f"{MAIL_READER} {name} {sorter.version}", values=values)


@lru_cache(maxsize=4)
def _opened(model: bytes) -> Classifier:
    return Classifier.from_bytes(model)


def _kind(found: Sorted, automatic: str, enclosed: Sequence[str]) -> str:
    """What comes back from a machine about a letter of ours is a bounce; a machine's order is an order all the same."""
    if automatic in BOUNCES:
        return BOUNCE
    if automatic:
        return found.kind if found.kind in ("order", "complaint", COVER) else AUTOMATIC
    return found.kind
