"""Arranging the pages of documents: a person turns, moves, cuts off, joins or leaves out pages, and may undo it while nothing took effect.

The originals stay as they came; what changes is which of their pages are whose. Afterwards each document is read anew.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kantor.engines.reading import Refused
from kantor.spine import documents
from kantor.spine.access import Actor
from kantor.spine.cases import opening, page_moves
from kantor.spine.cases.changing import route_again
from kantor.spine.cases.happening import events, finish_tasks
from kantor.spine.cases.holding import Authority, authority, refusals
from kantor.spine.cases.page_moves import CUT, JOIN, LEAVE_OUT, MOVE, TURN, Order
from kantor.spine.cases.reading_anew import pages_of, read_anew
from kantor.spine.cases.sampling import unkeyed
from kantor.spine.cases.steps import places_of
from kantor.spine.cases.taking import TaskRow, tasks_of
from kantor.spine.cases.teaching import Shelf
from kantor.spine.cases.working import close_cases
from kantor.spine.documents import DocumentRow, Filed, Leaf, Refusal

Leaves = Mapping[int, tuple[Leaf, ...]]
SETTLED = {"ready": "cases.pages_are_decided", "effective": "cases.pages_took_effect", "reversed": "cases.pages_took_effect"}


class _Room(NamedTuple):
    """The documents whose pages are arranged, locked, and the acting person's right to it."""

    rows: Mapping[int, DocumentRow]
    tasks: Mapping[int, TaskRow]
    may: Authority
    actor: Actor


class _Laid(NamedTuple):
    """after: every page of the documents that are touched; new, emptied: documents that begin and end to have pages."""

    after: Sequence[Leaf]
    new: Collection[int] = ()
    emptied: Collection[int] = ()


def arrange(document_id: int, order: Order, actor: Actor, *, seen: int | None = None) -> tuple[int, ...]:
    """Do with the pages of a document of the actor's one client what somebody wants; answers the documents that came of it by a cut.

    seen: the version of the document that was looked at. Every document that is touched is read anew: what people typed stays. Refuses
    (Refusal) where it took effect, is confidential, is another person's work, or nothing would be left of it.
    """
    room = _enter(document_id, [document_id, *([order.other] if order.kind == JOIN else [])], actor)
    if seen is not None and room.rows[document_id].reading_version != seen:
        raise Refusal("cases.saved_at_once", document_id=document_id)
    before = _dealt(room)
    laid = _done(document_id, order, before, room)
    was = {leaf.is_of: leaf for own in before.values() for leaf in own}
    was |= {leaf.is_of: leaf for leaf in _loose(before[document_id], actor)}
    documents.lay(order.kind, document_id, [was[leaf.is_of] for leaf in laid.after], laid.after, actor)
    _read_turned(was, laid.after, room)
    _go_on(laid, before, room, f"pages_{order.kind}")
    return tuple(laid.new)


def undo_arranging(document_id: int, actor: Actor) -> None:
    """Lay the pages as they lay before somebody did something at this document's pages last; refused where they were moved since."""
    last = documents.last_arranged(document_id, actor)
    if last is None:
        raise Refusal("cases.nothing_to_undo", document_id=document_id)
    locked = documents.hold_documents(last.document_ids)
    had = {leaf.document_id for leaf in last.before}
    again = {one for one in had if one is not None and locked[one].state == "split"}
    room = _enter(document_id, last.document_ids - again, actor)
    lie = {leaf.is_of: leaf for leaf in documents.leaves_of_originals({leaf.original_id for leaf in last.after}, actor, hold=True)}
    if any(lie.get(leaf.is_of) != leaf for leaf in last.after):
        raise Refusal("cases.pages_moved_on", document_id=document_id)
    before = documents.leaves(list(room.rows))
    documents.undo(last, actor)
    documents.take_on_again(again, actor)
    emptied = last.document_ids - had
    _read_turned({leaf.is_of: leaf for leaf in last.after}, last.before, room)
    _go_on(_Laid(last.before, emptied=emptied), before, room, "pages_undone")
    _revive({one: locked[one] for one in again}, room)


def _enter(here: int, document_ids: Iterable[int], actor: Actor) -> _Room:
    """here: the document at whose pages something is done, where the others would only be drawn in."""
    rows = documents.hold_documents(document_ids)
    for one in document_ids:
        row = rows.get(one)
        if row is None:
            raise Refusal("cases.no_such_document", evidence={"document": str(one)})
        if row.state in SETTLED:
            raise Refusal(SETTLED[row.state], document_id=one)
        if row.confidential:
            raise Refusal("cases.pages_are_confidential", document_id=one)
        if row.original_id is None:
            raise Refusal("cases.no_pages", document_id=one)
    tasks, may = tasks_of(rows), authority(actor)
    for refusal in refusals(rows, tasks, may, actor).values():
        raise refusal
    for one, refusal in unkeyed(tasks, {key: place.process for key, place in places_of(rows).items()}).items():
        raise refusal if one == here else Refusal("cases.other_not_keyed", document_id=here, evidence={"document": str(one)})
    return _Room(rows, tasks, may, actor)


def _dealt(room: _Room) -> Leaves:
    """The pages of each document; those of originals that nobody touched before are dealt out to it now."""
    found = dict(documents.leaves(list(room.rows)))
    for document_id, row in room.rows.items():
        if document_id in found:
            continue
        assert row.original_id is not None
        if others := [one for one in documents.sharing([row.original_id], room.actor) if one != document_id]:
            raise Refusal("cases.pages_are_shared", document_id=document_id, evidence={"document": str(others[0])})
        try:
            count = documents.pages_in(row)
        except Refused as refused:
            raise Refusal("cases.no_pages", document_id=document_id) from refused
        found[document_id] = tuple(
            Leaf(original_id=row.original_id, number=number, document_id=document_id, place=number) for number in range(1, count + 1)
        )
        documents.deal_out(found[document_id], room.actor)
    return found


def _done(document_id: int, order: Order, before: Leaves, room: _Room) -> _Laid:
    """The pages as they shall lie."""
    own = before[document_id]
    if order.kind == TURN:
        return _Laid(page_moves.turned(own, order.places, order.by))
    if order.kind == MOVE:
        return _Laid(page_moves.moved(own, order.places, order.to))
    if order.kind == JOIN:
        if order.other == document_id:
            raise Refusal("cases.joined_to_itself", document_id=document_id)
        return _Laid(page_moves.numbered([*own, *before[order.other]], document_id), emptied=[order.other])
    if order.kind == page_moves.TAKE_IN:
        loose = [leaf for leaf in _loose(own, room.actor) if leaf.is_of == order.sheet]
        if not loose:
            raise Refusal("cases.no_page_chosen", document_id=document_id)
        return _Laid(page_moves.numbered([*own, *loose], document_id))
    stays, goes = page_moves.parted(own, order.places)
    if order.kind == CUT:
        new = documents.cut_off(room.rows[document_id], goes[0].original_id, room.actor)
        return _Laid([*stays, *page_moves.numbered(goes, new)], new=[new])
    assert order.kind == LEAVE_OUT
    blank = {page.number for page in pages_of(room.rows[document_id]) if not page.words}
    return _Laid([*stays, *page_moves.left_out(goes, blank, (documents.BLANK, documents.LEFT_OUT))])


def _read_turned(was: Mapping[tuple[int, int], Leaf], now: Sequence[Leaf], room: _Room) -> None:
    """Pages of scans that somebody turned wait to be read as they lie now: letters are recognised the right way up."""
    turned = {leaf.is_of for leaf in now if leaf.turned != was[leaf.is_of].turned}
    for row in room.rows.values() if turned else ():
        try:
            wordless = documents.wordless(row)
        except (Refused, OSError):
            continue
        some = {key: [one for one in numbers if (key, one) in turned] for key, numbers in wordless.items()}
        documents.expect_pages_again({key: numbers for key, numbers in some.items() if numbers}, room.actor)


def _loose(own: Sequence[Leaf], actor: Actor) -> list[Leaf]:
    """Pages of the same originals that belong to no document."""
    return [
        leaf for leaf in documents.leaves_of_originals({leaf.original_id for leaf in own}, actor, hold=True) if leaf.document_id is None
    ]


def _go_on(laid: _Laid, before: Leaves, room: _Room, kind: str) -> None:
    """Each document that has pages is read anew and goes on from there; one without is over, for others carry its work."""
    emptied = [one for one in laid.emptied if one in room.tasks]
    staying = [one for one in room.rows if one not in laid.emptied]
    shelf = Shelf(room.actor.clients[0], room.actor.person_id, room.actor.at)
    _renew(staying, before, room, shelf)
    events({one: (room.tasks[one].step, {}) for one in staying}, kind, room.actor)
    for one in laid.new:
        row = documents.hold_documents([one])[one]
        filed = Filed(document_id=one, type=row.type, reading=read_anew(row, row.type, None, (), shelf))
        opening.open_cases(documents.check([filed], room.actor), room.actor, look=True)
    finish_tasks([room.tasks[one] for one in emptied], kind, room.may, room.actor)
    documents.give_up(emptied, room.actor)
    close_cases(emptied, room.actor)


def _renew(document_ids: Collection[int], before: Leaves, room: _Room, shelf: Shelf) -> None:
    filed = [
        Filed(
            document_id=current.document_id,
            type=current.type,
            reading=read_anew(room.rows[current.document_id], current.type, current.reading, before.get(current.document_id, ()), shelf),
            version=current.version + 1,
            made_by=room.actor.person_id,
            made_for=room.may.represents(room.tasks[current.document_id]),
        )
        for current in documents.newest(list(document_ids))
    ]
    route_again(documents.check(filed, room.actor), room.tasks, room.may, room.actor)


def _revive(rows: Mapping[int, DocumentRow], room: _Room) -> None:
    """Documents whose pages had gone to another one have them back; their way begins anew."""
    shelf = Shelf(room.actor.clients[0], room.actor.person_id, room.actor.at)
    filed = [
        Filed(
            document_id=current.document_id,
            type=current.type,
            reading=read_anew(rows[current.document_id], current.type, current.reading, (), shelf),
            version=current.version + 1,
            made_by=room.actor.person_id,
        )
        for current in documents.newest(list(rows))
    ]
    opening.begin_anew(documents.check(filed, room.actor), room.actor)
    events({one: ("", {}) for one in rows}, "reopened", room.actor)
