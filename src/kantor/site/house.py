"""Puts the house together once at start-up: what every part and department declares goes to the part of the spine that needs it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kantor.site import registry
from kantor.words import Answer, Department, DocumentType


@cache
def departments() -> tuple[Department, ...]:
    """The departments as they declare themselves, by key."""
    return tuple(sorted((module.DEPARTMENT for module in registry.departments()), key=lambda department: department.key))


def types() -> tuple[DocumentType, ...]:
    return tuple(type for department in departments() for type in department.types)


def roles() -> Mapping[str, tuple[str, ...]]:
    """Role -> permissions; a role that several departments name has what all of them give it."""
    found: dict[str, tuple[str, ...]] = {}
    for department in departments():
        for role, permissions in department.roles.items():
            found[role] = (*found.get(role, ()), *permissions)
    return found


def install() -> None:
    """Called once, after Django is set up and before anything is done."""
    from kantor.spine import access, cases, documents, facts, ledger, parties, spotchecks

    answers: dict[str, Answer] = {}
    spine = (access.ANSWERS, getattr(parties, "ANSWERS", {}), documents.ANSWERS, spotchecks.ANSWERS, ledger.ANSWERS)
    for source in (*spine, *(department.answers for department in departments())):
        if doubled := answers.keys() & source.keys():
            raise ValueError(f"answered twice: {', '.join(sorted(doubled))}")
        answers.update(source)
    own: tuple[Any, ...] = tuple(part for department in departments() for part in department.parts)
    access.install(roles(), [permission for department in departments() for permission in department.guarded])
    facts.install(answers)
    documents.install_types(types(), facts.ask)
    documents.install_parts(
        [*access.PARTS, *getattr(parties, "PARTS", ()), *documents.PARTS, *ledger.PARTS, *facts.PARTS, *cases.PARTS, *own]
    )
