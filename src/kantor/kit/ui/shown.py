"""How values are written for people: sentences, money, days and numbers in the language of the request."""

from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from kantor.kit import say as words
from kantor.kit.money import FIGURES, Money

DAYS = {"en": "%d %b %Y", "de": "%d.%m.%Y", "pl": "%d.%m.%Y", "id": "%d/%m/%Y"}
TYPED_DAYS = {"en": "%d/%m/%Y", "de": "%d.%m.%Y", "pl": "%d.%m.%Y", "id": "%d/%m/%Y"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def language() -> str:
    """The reader's language: en, de, pl or id."""
    found = (get_language() or "en")[:2]
    return found if found in words.LANGUAGES else "en"


def sentence(key: str, **evidence: Any) -> str:
    return words.say(key, language(), evidence)


def unit(code: str) -> str:
    return words.unit(code, language())


def money(amount: Money) -> str:
    return amount.format(language())


def figures(amount: Money) -> str:
    return amount.figures(language())


def number(value: Decimal | int | str, *, places: int = 0) -> str:
    """With all the decimals it has, and at least `places`; a text that is no number stays as it is."""
    try:
        exact = Decimal(value)
    except (ArithmeticError, ValueError):
        return str(value)
    if not exact.is_finite():
        return str(value)
    thousands, point, from_digits = FIGURES[language()]
    sign, digits = ("-" if exact < 0 else ""), f"{abs(exact):f}"
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0").ljust(places, "0")
    if len(whole) >= from_digits:
        whole = f"{int(whole):,}".replace(",", thousands)
    return sign + whole + (point + decimals if decimals else "")


def day(on: date) -> str:
    if language() == "en":
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return on.strftime(DAYS[language()])


def moment(at: datetime, zone: tzinfo | None = None) -> str:
    local = at.astimezone(zone or UTC)
    return f"{day(local.date())}, {local:%H:%M}"


def span(minutes: int) -> str:
    """Hours and minutes, or whole days from two days on."""
    if minutes >= 2 * 24 * 60:
        return sentence("ui.days", days=minutes // (24 * 60))
    return f"{minutes // 60}:{minutes % 60:02d} h"
