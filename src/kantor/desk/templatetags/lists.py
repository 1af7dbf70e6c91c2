"""Tags of lists and records: words whose key is put together from what a row says, and the colour of a state."""

from django import template

from kantor.kit.say import known
from kantor.kit.ui import shown

register = template.Library()

COLOURS = {"effective": "fine", "ready": "fine", "waiting": "look", "sent_back": "look", "refused": "stop", "reversed": "stop"}


@register.simple_tag
def say_below(prefix: str, key: str) -> str:
    """The words of `prefix.key`, the key itself where it has none."""
    return shown.sentence(f"{prefix}.{key}") if known(f"{prefix}.{key}") else key


@register.simple_tag
def state_colour(state: str) -> str:
    """The colour that goes with the word for a document's state."""
    return COLOURS.get(state, "plan")
