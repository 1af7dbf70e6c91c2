"""What a matter brings along: its line in the register, and the wording of the chosen answer in the recipient's language."""

from dataclasses import replace
from typing import Any

from kantor.countries import write_date
from kantor.departments.correspondence.answering import language_for, wording
from kantor.departments.correspondence.replying import CLIENT, REGISTER, WORDED, entry, is_free
from kantor.words import Answers, Reading, Source, Value


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
    source = Source("suggestion", f"{WORDED}{template}:{language}")
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
    return {key: Value(text, source) for key, text in worded.items() if text and is_free(reading, key, source)}
