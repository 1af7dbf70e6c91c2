"""The wording of answers: templates in four languages, and what may leave on one person's word."""

import re
from collections.abc import Mapping

from kantor.kit.say import LANGUAGES, say

TEMPLATES = ("received", "details_needed", "offer_follows", "order_accepted", "settled", "declined", "free")
OWN_TEMPLATES = ("ask_for_offer", "ask_for_state", "ask_for_time", "confirm_balance", "terminate", "free")
"""Templates of letters that answer nothing."""
BY_TWO = frozenset({"declined", "terminate", "free"})
"""Templates that refuse or end something, or leave everything to their writer: a second person reads them first."""
MONEY = re.compile(
    r"(?:€|EUR|PLN|zł|IDR|Rp\.?|USD|\$)\s?\d|\d[\d.,\u00a0 ]*(?:€|EUR\b|PLN\b|zł|IDR\b|USD\b)|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}"
)
MOST_A_DAY = 5
"""Letters to one address in a day; more than that is a conversation of machines."""


def language_for(wanted: str, otherwise: str) -> str:
    """The recipient's language where the house speaks it, else the client's own."""
    return wanted if wanted in LANGUAGES else otherwise if otherwise in LANGUAGES else "en"


def wording(template: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of an answer, '' where its writer words it."""
    if template not in TEMPLATES or template == "free":
        return "", ""
    key = f"correspondence.answer.{template}"
    return say(f"{key}.subject", language, values), say(f"{key}.body", language, values).strip()


def own_wording(template: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of a letter of one's own accord, '' where its writer words it."""
    if template not in OWN_TEMPLATES or template == "free":
        return "", ""
    key = f"correspondence.own.{template}"
    return say(f"{key}.subject", language, values), say(f"{key}.body", language, values).strip()


def needs_a_second_person(template: str, text: str) -> str:
    """Why an answer waits for a second person: `template` or `money`, '' where it may leave as it is."""
    if template in BY_TWO:
        return "template"
    return "money" if MONEY.search(text) else ""
