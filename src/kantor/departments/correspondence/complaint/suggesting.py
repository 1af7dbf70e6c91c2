"""What a complaint brings along: its line in the register, the currency, and the wording of its answer in the writer's language."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kantor.countries import write_date
from kantor.departments.correspondence import replying
from kantor.departments.correspondence.answering import language_for
from kantor.departments.correspondence.complaint.document import APPROVER, KEY
from kantor.departments.correspondence.replying import CLIENT, REGISTER, WORDED, entry, is_free
from kantor.engines.correspondence import Claim, claim_of
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.words import Answers, Ask, Reading, Source, Value

ROLES = Ask("ledger.account_roles", ())
LIMIT = Ask("access.limit", (KEY, APPROVER))
"""What two people of the mail room may give at most."""
LETTER = Source("suggestion", "letter")
"""Of what the words of the letter say; a person confirms it."""
CLAIMED = ("order_number", "line", "demanded", "cause", "demand")


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (*replying.asks(reading), ROLES, LIMIT, *((order(reading),) if reading.text("order_number") else ()))


def order(reading: Reading) -> Ask:
    """The order that the complaint names."""
    return Ask("purchasing.order", (reading.text("order_number"),))


def given(reading: Reading) -> Decimal:
    """What is given, zero where nothing is."""
    return reading.number("compensation") or Decimal(0)


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps, and an answer that still stands as another verdict or amount worded it."""
    known, client = answers.get(entry(reading)) or {}, answers.get(CLIENT) or {}
    gaps = {
        "register_number": known.get("number"),
        "thread": known.get("thread"),
        "message_id": known.get("message_id"),
        "currency": client.get("currency"),
    }
    values = {key: Value(str(text), REGISTER) for key, text in gaps.items() if text and not reading.text(key)}
    values |= _claimed(reading, str(client.get("currency", "")))
    whole = replace(reading, values={**reading.values, **values})
    values |= _answer(whole, client)
    return replace(reading, values={**reading.values, **values}) if values else reading


def claim(reading: Reading) -> Claim:
    """What the letter says about order, amount, cause and demand."""
    return reading.once(_claim)


def _claim(reading: Reading) -> Claim:
    return claim_of(reading.text("subject"), reading.text("text"))


def _claimed(reading: Reading, currency: str) -> dict[str, Value]:
    """What the letter says, where nobody has typed or emptied it; an amount in another currency than the books' is left to a person."""
    told = claim(reading)
    values = {key: said.value for key in CLAIMED if (said := getattr(told, key))}
    if told.currency != currency:
        values.pop("demanded", None)
    return {key: Value(text, LETTER) for key, text in values.items() if key not in reading.values}


def _answer(reading: Reading, client: dict[str, Any]) -> dict[str, Value]:
    verdict = reading.text("verdict")
    if not verdict:
        return {}
    language = language_for(reading.text("language"), str(client.get("language", "en")))
    received, amount = reading.date("received_on"), given(reading)
    paid = Money(amount, str(client.get("currency") or "EUR")).rounded().format(language) if amount else ""
    told = {
        "name": reading.text("sender_name"),
        "subject": reading.text("subject"),
        "number": reading.text("register_number"),
        "received_on": write_date(received, language) if received else "",
        "client": str(client.get("name", "")),
        "reason": reading.text("reason"),
        "paid": say("correspondence.complaint.answer.paid", language, {"amount": paid}) if paid else "",
    }
    key = f"correspondence.complaint.answer.{verdict}"
    body = re.sub(r"\n{3,}", "\n\n", say(f"{key}.body", language, told).strip())
    worded = {"answer_subject": say("correspondence.complaint.answer.subject", language, told), "answer": body}
    source = Source("suggestion", f"{WORDED}{verdict}:{language}:{amount}:{told['reason']}")
    return {name: Value(text, source) for name, text in worded.items() if is_free(reading, name, source)}
