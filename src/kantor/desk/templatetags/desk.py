"""Tags of the desk: words for steps, states and reasons, whose keys are put together from what the departments declare."""

from django import template

from kantor.engines import einvoice
from kantor.kit.say import known
from kantor.kit.ui import shown

register = template.Library()


@register.simple_tag
def step(type: str, key: str) -> str:
    """A step of a document type, by its own words where it has some, else by those that all types share."""
    own = f"{type}.step.{key}"
    return shown.sentence(own if known(own) else f"desk.step.{key}")


@register.simple_tag
def state(key: str) -> str:
    """Where a task or a document stands."""
    return shown.sentence(f"desk.state.{key}")


@register.simple_tag
def reason_in_short(key: str) -> str:
    """Why a task is there, without its evidence: the short word of a finding, or the official rule's number."""
    if key.startswith("einvoice."):
        return key.removeprefix("einvoice.")
    short = f"{key}.short"
    return shown.sentence(short if known(short) else key)


@register.filter
def explained(rule: str) -> str:
    """An official rule in a sentence, without evidence."""
    return einvoice.explain(einvoice.Finding(rule.removeprefix("einvoice."), "", "", {}), shown.language())


@register.simple_tag
def reason_word(about: str, reason: str) -> str:
    """A reason of one of the lists: `aside` or `letter.reason`."""
    return shown.sentence(f"desk.{about}.{reason}")
