"""Tags of lists and records: words whose key is put together from what a row says, and the colour of a state."""

from collections.abc import Mapping

from django import template

from kantor.desk.sentences import label, numbered
from kantor.desk.visit import Visit
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.words import Finding

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


@register.simple_tag
def name_of(people: Mapping[int, str], person_id: int | None) -> str:
    """The name of a person; nobody is the house itself."""
    return people.get(person_id, f"#{person_id}") if person_id else shown.sentence("desk.road.house")


@register.simple_tag
def finding_said(finding: Finding, type: str) -> str:
    """A finding of a document of that type in the reader's language, an official rule of e-invoices with its name."""
    return numbered(finding, type)


@register.simple_tag
def field_name(type: str, address: str) -> str:
    """The label of a field, of a table's cell with the table and the line."""
    return label(type, address)


@register.simple_tag
def may(visit: Visit, permission: str) -> bool:
    """Whether the person may do this for any of the person's clients."""
    return any(permission in permissions for permissions in visit.permissions.values())


@register.simple_tag
def said_or_told(text: str) -> str:
    """The sentence of a key; whatever is none is what somebody else said, and stays."""
    return shown.sentence(text) if known(text) else text


@register.simple_tag
def client_name(visit: Visit, client_id: int) -> str:
    """The name of one of the person's clients."""
    return visit.every[client_id].name
