"""Tags of the screens: `say` a sentence, show `money`, a `day`, a `moment`, a `number` or a `unit` in the reader's language, an `icon`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kantor.kit.money import Money, exponent
from kantor.kit.ui import shown

register = template.Library()
THOUSAND = 1000


@register.simple_tag
def say(key: str, **evidence: Any) -> str:
    """`{% say "desk.queue.open" count=3 %}`: the sentence of that key, filled."""
    return shown.sentence(key, **evidence)


@register.simple_tag
def money(amount: Money | int | None, currency: str = "") -> str:
    """Money, or minor units and their currency; with its code. Nothing where there is no amount."""
    if amount is None:
        return ""
    return shown.money(amount if isinstance(amount, Money) else Money.from_minor(amount, currency or "EUR"))


@register.filter
def figures(amount: Money | None) -> str:
    """Money without its code, for columns of one currency."""
    return shown.figures(amount) if amount is not None else ""


@register.filter
def day(on: date | None) -> str:
    return shown.day(on) if on else ""


@register.filter
def moment(at: datetime | None, zone: str = "") -> str:
    """Day and time; in UTC unless a time zone is named."""
    return shown.moment(at, ZoneInfo(zone) if zone else None) if at else ""


@register.filter
def number(value: Decimal | int | str | None) -> str:
    return shown.number(value) if value not in (None, "") else ""


@register.filter
def price(value: Decimal, currency: str) -> str:
    """With all the decimals it has, and at least those of its currency."""
    return shown.number(value, places=exponent(currency))


@register.filter
def unit(code: str) -> str:
    """A unit of quantity by its name; what has none stays the code."""
    return shown.unit(code)


@register.filter
def counted(count: int | str) -> str:
    """A count as it is up to a thousand, and in full thousands with a plus beyond, for no further is anything counted for a screen."""
    whole = int(count or 0)
    return str(whole) if whole <= THOUSAND else f"{shown.number(whole // THOUSAND * THOUSAND)}+"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A picture of the sprite, hidden from screen readers: a word always stands beside it."""
    return SafeString(render_to_string("ui/icon.html", {"name": name, "css": css}))


@register.filter
def span(minutes: int) -> str:
    """A time to go as `2:14 h`, in days from two days on; `0:00 h` once it has passed."""
    return shown.span(max(0, minutes))


@register.filter
def own_name(language: str) -> str:
    """A language as its own speakers call it."""
    return {"en": "English", "de": "Deutsch", "pl": "Polski", "id": "Bahasa Indonesia"}[language]


@register.simple_tag
def kept(request: HttpRequest, *without: str) -> str:
    """The query of this address without these names, ready for another one to follow."""
    pairs = [(name, value) for name, values in request.GET.lists() if name not in (*without, "after") for value in values]
    return f"{urlencode(pairs)}&" if pairs else ""
