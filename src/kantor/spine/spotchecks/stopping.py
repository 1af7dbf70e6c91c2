"""A rule of the gate that erred more often than promised passes nothing any more, until two people let it and its count begins anew."""

from collections.abc import Sequence
from typing import Any, Protocol

from kantor.engines import sampling
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.spine.spotchecks.queries import QUERIES

PROMISED = 0.005
"""At most so many of the values that pass unseen are wrong."""


class Passed(Protocol):
    """By which rule a field had passed, and who had read it."""

    @property
    def field(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def model(self) -> str: ...


def errs(wrong: int, checked: int) -> bool:
    """Whether even the lowest rate under which so many errors are likely is above the promise."""
    return sampling.clopper_pearson(wrong, checked).low > PROMISED


def stop_erring(type: str, keyed: Sequence[Passed], actor: Actor) -> None:
    """Stop those of these rules that err; each counts since it was let pass last, for this model alone."""
    rules = sorted({(column_of(one.field), one.rule, one.model) for one in keyed if one.rule})
    if not rules:
        return
    fields, names, models = zip(*rules, strict=True)
    (client_id,) = actor.clients
    given = {"client_id": client_id, "type": type, "fields": list(fields), "rules": list(names), "models": list(models)}
    for row in QUERIES.rows("counted", **given):
        if errs(row.wrong, row.checked):
            _stop(type, row, wrong=row.wrong, checked=row.checked, actor=actor)


def stop_corrected(type: str, put_right: Sequence[Passed], actor: Actor) -> None:
    """Stop those of these rules of which people put right more than the promise allows, even if all else that passed was right."""
    rules = sorted({(column_of(one.field), one.rule, one.model) for one in put_right})
    fields, names, models = zip(*rules, strict=True)
    (client_id,) = actor.clients
    given = {"client_id": client_id, "type": type, "fields": list(fields), "rules": list(names), "models": list(models)}
    for row in QUERIES.rows("corrected", **given):
        if errs(row.corrected, row.passed):
            _stop(type, row, wrong=row.corrected, checked=row.passed, actor=actor)


def _stop(type: str, rule: Passed, *, wrong: int, checked: int, actor: Actor) -> None:
    told = {"type": type, "field": rule.field, "rule": rule.rule, "model": rule.model, "checked": checked, "wrong": wrong}
    if QUERIES.run("stop", client_id=actor.clients[0], at=actor.at, **told):
        trail.append([_event("gate.stopped", told, actor)])


def column_of(address: str) -> str:
    """All cells of a column are counted together: `lines.net` for `lines.0.net`; a field by itself."""
    table, _, rest = address.partition(".")
    return f"{table}.{rest.partition('.')[2]}" if rest else address


def ask_to_allow(stop_id: int, reason: str, actor: Actor) -> None:
    """A first person says why a stopped rule may pass values again; a second one has to agree."""
    if not reason.strip():
        raise Refusal("spotchecks.reason_missing")
    given = {"id": stop_id, "reason": reason.strip(), "person_id": actor.person_id, "at": actor.at}
    if not QUERIES.run("ask_to_allow", client_id=actor.clients[0], **given):
        raise Refusal("spotchecks.not_stopped")
    trail.append([_event("gate.asked", {"stop": stop_id, "reason": reason.strip()}, actor)])


def allow(stop_id: int, actor: Actor) -> None:
    """A second person agrees: the rule passes values again and is counted anew. IntegrityError where it is the one who asked."""
    if not QUERIES.run("allow", client_id=actor.clients[0], id=stop_id, person_id=actor.person_id, at=actor.at):
        raise Refusal("spotchecks.not_stopped")
    trail.append([_event("gate.allowed", {"stop": stop_id}, actor)])


def _event(kind: str, content: dict[str, Any], actor: Actor) -> trail.Event:
    return trail.Event(actor.clients[0], kind, None, actor.person_id, actor.at, content)
