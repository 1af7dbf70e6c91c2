"""What is known of whom a letter goes to - name, addresses, language - and the wording of the chosen template in that language."""

from dataclasses import replace
from typing import Any

from kantor.countries import write_date
from kantor.departments.correspondence.answering import language_for, own_wording
from kantor.departments.correspondence.replying import CLIENT, WORDED, is_free
from kantor.words import Answers, Ask, Reading, Source, Value

MASTER_DATA = Source("suggestion", "master_data")
GAP = "[...]"
"""Stands in the wording of a template for what nobody has typed yet."""


def partner(reading: Reading) -> Ask:
    return Ask("parties.party", (reading.text("party_id"),))


def post(reading: Reading) -> Ask:
    return Ask("parties.postal_address", (reading.text("party_id"),))


def addressee(reading: Reading) -> Ask:
    return Ask("correspondence.sender", (reading.text("email"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (partner(reading), post(reading)) if reading.text("party_id") else ()
    return (CLIENT, *known, *((addressee(reading),) if reading.text("email") else ()))


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps, and words that still stand as another template or language worded them."""
    known, where = answers.get(partner(reading)) or {}, answers.get(post(reading)) or {}
    gaps = {
        "recipient": where.get("name"),
        "email": where.get("email"),
        "address": "\n".join(where.get("lines") or ()),
        "language": known.get("language"),
        "reply_way": "mail" if reading.text("email") or where.get("email") else "letter" if where.get("lines") else "",
    }
    values = {key: Value(str(text), MASTER_DATA) for key, text in gaps.items() if text and not reading.text(key)}
    whole = replace(reading, values={**reading.values, **values})
    values |= _words(whole, answers.get(CLIENT) or {})
    return replace(reading, values={**reading.values, **values}) if values else reading


def _words(reading: Reading, client: dict[str, Any]) -> dict[str, Value]:
    template = reading.text("template")
    language = language_for(reading.text("language"), str(client.get("language", "en")))
    day = reading.date("on")
    told = {
        "name": reading.text("recipient"),
        "reference": reading.text("reference") or GAP,
        "on": write_date(day, language) if day else GAP,
        "client": str(client.get("name", "")),
    }
    subject, body = own_wording(template, language, told)
    source = Source("suggestion", f"{WORDED}{template}:{language}:{told['reference']}:{told['on']}:{told['name']}")
    return {key: Value(text, source) for key, text in (("subject", subject), ("body", body)) if text and is_free(reading, key, source)}
