"""What a matter brings along: its line in the register, and the wording of the chosen answer in the recipient's language."""

from dataclasses import replace
from typing import Any

from kantor.countries import write_date
from kantor.departments.correspondence.answering import language_for, wording
from kantor.words import Answers, Ask, Reading, Source, Value

CLIENT = Ask("access.client", ())
REGISTER = Source("suggestion", "register")
TEMPLATE = "template:"


def entry(reading: Reading) -> Ask:
    return Ask("correspondence.entry", (reading.text("incoming"),))


def sender(reading: Reading) -> Ask:
    return Ask("correspondence.sender", (reading.text("sender_email"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = [entry(reading)] if reading.text("incoming") else []
    return (CLIENT, *known, *((sender(reading),) if reading.text("sender_email") else ()))


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps, and an answer that still stands as another template worded it."""
    known = answers.get(entry(reading)) or {}
    gaps = {"register_number": known.get("number"), "thread": known.get("thread"), "message_id": known.get("message_id")}
    values = {key: Value(str(text), REGISTER) for key, text in gaps.items() if text and not reading.text(key)}
    whole = replace(reading, values={**reading.values, **values})
    values |= _answer(whole, answers.get(CLIENT) or {})
    return replace(reading, values={**reading.values, **values}) if values else reading


def _answer(reading: Reading, client: dict[str, Any]) -> dict[str, Value]:
    template = reading.text("template")
    language = language_for(reading.text("language"), str(client.get("language", "en")))
    source = Source("suggestion", f"{TEMPLATE}{template}:{language}")
    received = reading.date("received_on")
    told = {
        "name": reading.text("sender_name"),
        "subject": reading.text("subject"),
        "number": reading.text("register_number"),
        "received_on": write_date(received, language) if received else "",
        "client": str(client.get("name", "")),
    }
    subject, text = wording(template, language, told)
    worded = {"answer_subject": subject, "answer": text}
    return {key: Value(text, source) for key, text in worded.items() if text and _is_free(reading, key, source)}


def _is_free(reading: Reading, key: str, source: Source) -> bool:
    """Empty, or as another template worded it: what a person typed is never replaced."""
    stands = reading.values.get(key)
    return stands is None or not stands.text or (stands.source.path.startswith(TEMPLATE) and stands.source != source)
