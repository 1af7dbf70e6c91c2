"""What is known about a mail beside its words: the conversation it belongs to, the partner who writes, and who deals with it."""

from dataclasses import replace

from kantor.departments.correspondence import lessons
from kantor.departments.correspondence.fields import ALL_KINDS, AUTOMATIC, BOUNCE, COVER, RESPONSIBLE
from kantor.words import Answers, Ask, Reading, Source, Value, seems

THREAD = Source("suggestion", "thread")
MASTER_DATA = Source("suggestion", "master_data")
RULE = Source("rule", "correspondence")
PAPER = Source("suggestion", "paper")
TAUGHT = Source("suggestion", "lesson")
BY_SIGNS = frozenset({AUTOMATIC, BOUNCE, COVER})
"""Kinds that headers and enclosures tell: what a clerk said of an earlier mail does not change them."""


def thread(reading: Reading) -> Ask:
    """What it cites, the nearest first, and then our tokens in it."""
    return Ask("correspondence.thread", (*reading.text("cites").split(), *(f"#{token}" for token in reading.text("tokens").split())))


def sender(reading: Reading) -> Ask:
    return Ask("correspondence.sender", (reading.text("sender_email"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    found = [sender(reading)] if reading.text("sender_email") else []
    return (*found, *((thread(reading),) if thread(reading).about else ()), *lessons.asked(reading))


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps, and the kind as a clerk gave it to a mail of this sender with this subject: what was typed here stays."""
    known = answers.get(thread(reading)) or {}
    who = answers.get(sender(reading)) or {}
    reading = _as_its_pages(_as_taught(reading, answers))
    kind = reading.text("kind")
    wanted = {
        "way": ("letter", RULE),  # a mail says that it is one
        "thread": (known.get("thread"), THREAD),
        "thread_number": (known.get("number"), THREAD),
        "person": (known.get("person"), THREAD),
        "party_id": (who.get("party_id"), MASTER_DATA),
        "language": (who.get("language"), MASTER_DATA),
        "department": (known.get("department") or RESPONSIBLE.get(kind, "correspondence"), THREAD if known.get("department") else RULE),
    }
    values = {key: Value(str(text), source) for key, (text, source) in wanted.items() if text and not reading.text(key)}
    return replace(reading, values={**reading.values, **values}) if values else reading


def _as_its_pages(reading: Reading) -> Reading:
    """With the kind that the pages of a letter on paper seem to be, where nothing else says one."""
    kind = seems(reading)
    if kind is None or kind.text not in ALL_KINDS or reading.text("kind"):
        return reading
    return replace(reading, values={**reading.values, "kind": Value(kind.text, PAPER, kind.confidence)})


def _as_taught(reading: Reading, answers: Answers) -> Reading:
    """With the kind that a clerk taught: it fills a gap, and for the same subject it counts more than what the words were taken for."""
    stands = reading.values.get("kind")
    if stands is not None and (stands.source.kind != "mail" or stands.text in BY_SIGNS):
        return reading
    kind, is_same = lessons.kind_taught(reading, answers)
    if not kind or not (is_same or stands is None):
        return reading
    return replace(reading, values={**reading.values, "kind": Value(kind, TAUGHT)})
