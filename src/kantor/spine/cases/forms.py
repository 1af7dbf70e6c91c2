"""The form on which a paper opens: where its pages are surely something else than their type reads, the one that the house has for that."""

from collections.abc import Mapping
from dataclasses import replace

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases.retyping import moved
from kantor.spine.cases.understanding import Understood, filled
from kantor.words import SEEMS, DocumentType


def on_their_forms(read: Mapping[int, Understood], actor: Actor) -> dict[int, Understood]:
    """The documents of the actor's one client, each understood as one reading; those whose pages seem to be another kind of paper with the
    type and in the fields of its form, as when a person changes it: what was read comes back with the first form. Gaps are filled with what
    that form reads on the pages.

    It stays as it is where not exactly one type is for that kind, nobody at the client has the role of its first step, or it is
    confidential.
    """
    kinds = {key: value.text for key, one in read.items() if (value := one.readings[0].values.get(SEEMS))}
    if not kinds:
        return dict(read)
    (client_id,) = actor.clients
    held = {role for person in access.people(client_id, actor.at.date()) for role in person.roles}
    hidden = documents.locker(kinds)
    chosen = {key: form for key, kind in kinds.items() if key not in hidden and (form := _form_for(kind)) and _is_handled(form, held)}
    return {key: _as(chosen[key], one) if key in chosen else one for key, one in read.items()}


def _form_for(kind: str) -> DocumentType | None:
    forms = [type for type in documents.all_types() if kind in type.papers]
    return forms[0] if len(forms) == 1 else None


def _is_handled(form: DocumentType, held: set[str]) -> bool:
    """Whether a task on this form would be seen by somebody."""
    return not form.confidential and bool(form.process.steps) and form.process.steps[0].role in held


def _as(form: DocumentType, one: Understood) -> Understood:
    if form.key == one.type:
        return one
    reading = moved(documents.type_of(one.type), form, one.readings[0])
    return replace(one, type=form.key, readings=(filled(reading, form, one.papers[0]) if one.papers else reading,))
