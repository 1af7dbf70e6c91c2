"""Who sees which document: by the right of its type, or by that of the department to which it was handed.

A document is seen in one way (`documents_way` in statements): its type where everybody with `<type>.see` sees it, else the permission
that stands in its column `seen_by`.
The database asks for the same (`documents_document`'s policy), for every statement of whoever only looks.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from psycopg.types.json import Jsonb

from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.types import all_types, seen_by, type_of
from kantor.words import Reading
from kantor.words.field import row_id

Said = tuple[int, str, Reading]
"""A document, its type, and what it says."""
UNRECOGNISED = "documents.unrecognised.see"
"""Who may see documents of which nobody knows yet what they are, and the bundles in which several came."""


def permission_of(way: str) -> str:
    """The permission for a way of seeing: a type's own, of what nobody has recognised (''), or the way itself where it is narrower."""
    return UNRECOGNISED if not way else f"{way}.see" if way in {type.key for type in all_types()} else way


def ways_of(type: str) -> tuple[str, ...]:
    """The ways in which documents of a type are seen; '' for those that nobody has recognised. What they came in may be for the readers
    of a personal letter in it alone."""
    if not type:
        return ("", *(f"{one.key}.see" for one in all_types() if one.is_personal))
    audience = type_of(type).audience
    return (type, *(f"{type}.see.{department}" for department in audience.departments)) if audience else (type,)


def permissions_to_see(type: str) -> tuple[str, ...]:
    """Those with each of which some documents of a type are seen."""
    return (f"{type}.see", *(way for way in ways_of(type) if way != type)) if type else (UNRECOGNISED,)


def ways_with(may: Collection[str]) -> list[str]:
    """The ways in which somebody with these permissions sees documents; `<type>.see` shows all of the type."""
    every = [(type, way) for type in ("", *(one.key for one in all_types())) for way in ways_of(type)]
    return [way for type, way in every if permission_of(way) in may or (type and f"{type}.see" in may)]


def narrow_ways() -> frozenset[str]:
    """Every permission that may stand in `seen_by`."""
    return frozenset(way for type in ("", *(one.key for one in all_types())) for way in ways_of(type) if way not in ("", type))


def is_seen(type: str, seen_by: str, may: Callable[[str], bool]) -> bool:
    """Whether somebody who may do these things sees a document."""
    if not type:
        return may(seen_by or UNRECOGNISED)
    return may(f"{type}.see") or bool(seen_by and may(seen_by))


def sees_of(permissions: Mapping[int, Collection[str]]) -> tuple[str, ...]:
    """What of the narrow documents somebody sees, for the policy: `3` for all of client 3, `3:permission` for some."""
    narrow = narrow_ways()
    found: list[str] = []
    for client_id, may in permissions.items():
        held = narrow.intersection(ways_with(may))
        found += [str(client_id)] if held == narrow else [f"{client_id}:{way}" for way in sorted(held)]
    return tuple(found)


def show_to(handed: Sequence[Said], actor: Actor) -> None:
    """Show documents to whom they are handed now, and to nobody else without `<type>.see`."""
    rows = [
        {"document_id": document_id, "seen_by": way} for document_id, type, reading in handed if (way := seen_by(type_of(type), reading))
    ]
    if rows:
        QUERIES.run("show_to", client_id=actor.clients[0], rows=Jsonb(rows))


def keep_private(said: Sequence[Said], actor: Actor) -> None:
    """What came with a personal letter and was not recognised, and what it came in, is for the letter's own readers alone."""
    personal: dict[str, list[int]] = {}
    for document_id, key, reading in said:
        type = type_of(key)
        if type.is_personal and type.is_personal(reading):
            origin = row_id(reading.text(type.origin)) if type.origin else None
            personal.setdefault(f"{key}.see", []).extend([document_id] if origin is None else [document_id, origin])
    for way, ids in personal.items():
        QUERIES.run("keep_private", client_id=actor.clients[0], ids=ids, seen_by=way)
