"""What is known about a mail beside its words: the conversation it belongs to, the partner who writes, and who deals with it."""

from dataclasses import replace

from kantor.departments.correspondence.fields import RESPONSIBLE
from kantor.words import Answers, Ask, Reading, Source, Value

THREAD = Source("suggestion", "thread")
MASTER_DATA = Source("suggestion", "master_data")
RULE = Source("rule", "correspondence")


def thread(reading: Reading) -> Ask:
    """What it cites, the nearest first, and then our tokens in it."""
    return Ask("correspondence.thread", (*reading.text("cites").split(), *(f"#{token}" for token in reading.text("tokens").split())))


def sender(reading: Reading) -> Ask:
    return Ask("correspondence.sender", (reading.text("sender_email"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    found = [sender(reading)] if reading.text("sender_email") else []
    return (*found, *((thread(reading),) if thread(reading).about else ()))


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps only: what was read or typed stays."""
    known = answers.get(thread(reading)) or {}
    who = answers.get(sender(reading)) or {}
    kind = reading.text("kind")
    wanted = {
        "thread": (known.get("thread"), THREAD),
        "thread_number": (known.get("number"), THREAD),
        "person": (known.get("person"), THREAD),
        "party_id": (who.get("party_id"), MASTER_DATA),
        "language": (who.get("language"), MASTER_DATA),
        "department": (known.get("department") or RESPONSIBLE.get(kind, "correspondence"), THREAD if known.get("department") else RULE),
    }
    values = {key: Value(str(text), source) for key, (text, source) in wanted.items() if text and not reading.text(key)}
    return replace(reading, values={**reading.values, **values}) if values else reading
