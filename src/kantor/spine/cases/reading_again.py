"""Scans at which people work already are read once more: after a page could not be read, or by an engine that reads better than then."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.conf import settings

from kantor.engines.reading import Refused, engine
from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases.changing import route_again
from kantor.spine.cases.happening import events
from kantor.spine.cases.holding import authority, require_task
from kantor.spine.cases.reading_anew import read_anew
from kantor.spine.cases.sampling import unkeyed
from kantor.spine.cases.steps import places_of
from kantor.spine.cases.taking import tasks_of
from kantor.spine.cases.teaching import Shelf
from kantor.spine.documents import DocumentRow, Filed, Refusal

AT_A_TIME = 100


def read_pages_again(document_id: int, actor: Actor) -> int:
    """Have the pages of a document's scan read once more; answers how many wait now, 0 where all of them say their words themselves.

    The document stays at hand meanwhile; workers read the pages, and it is read anew with the last of them: what people typed stays.
    Refuses (Refusal) where the acting person may not work on it; whoever acts for the house itself may.
    """
    row = documents.hold_documents([document_id]).get(document_id)
    if row is None:
        raise Refusal("cases.no_such_document", evidence={"document": str(document_id)})
    if actor.person_id is not None:
        waiting = require_task(document_id, actor)
        for refusal in unkeyed({document_id: waiting}, {document_id: places_of([document_id])[document_id].process}).values():
            raise refusal
    return _expect(row, actor)


def read_old_scans_again(client_id: int, now: Callable[[], datetime]) -> Iterator[tuple[int, int]]:
    """Have the waiting documents of a client read once more whose scan no engine has read, or another than today's: (document, pages)."""
    after = 0
    while True:
        with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
            some = documents.waiting_scans(client_id, after=after, most=AT_A_TIME)
            found = [(one, _expect(row, actor)) for one in some if (row := documents.document(one)) and _is_old(row)]
        yield from ((one, pages) for one, pages in found if pages)
        if len(some) < AT_A_TIME:
            return
        after = some[-1]


def renew(taken: documents.Taken, actor: Actor) -> list[int]:
    """The documents at which people work and of whose scan the last page was just read once more: each is read anew and judged again.

    Whoever typed into them stays their maker. One that has to be keyed again stays as it is: a new version would show what was
    read.
    """
    rows: Mapping[int, DocumentRow] = documents.hold_documents(documents.to_renew(taken, actor))
    tasks = {one: task for one, task in tasks_of(rows).items() if one in rows}
    blind = unkeyed(tasks, {key: place.process for key, place in places_of(tasks).items()})
    tasks = {one: task for one, task in tasks.items() if one not in blind}
    if not tasks:
        return []
    own = {one: documents.own_leaves(rows[one]) or () for one in tasks}
    shelf = Shelf(actor.clients[0], actor.person_id, actor.at)
    filed = [
        Filed(
            document_id=current.document_id,
            type=current.type,
            reading=read_anew(rows[current.document_id], current.type, current.reading, own[current.document_id], shelf),
            version=current.version + 1,
            made_by=current.made_by,
        )
        for current in documents.newest(list(tasks))
    ]
    route_again(documents.check(filed, actor), tasks, authority(actor), actor)
    events({one: (tasks[one].step, {}) for one in tasks}, "pages_read", actor)
    return list(tasks)


def _expect(row: DocumentRow, actor: Actor) -> int:
    try:
        numbers = documents.wordless(row)
    except (Refused, OSError):
        return 0
    documents.expect_pages_again(numbers, actor)
    return sum(map(len, numbers.values()))


def _is_old(row: DocumentRow) -> bool:
    """Whether a page of its scan was read by nobody, or by another engine than reads today."""
    read = documents.pages([row]).get(row.id, {})
    today = engine(settings.KANTOR.tessdata)
    return not read or any(page is None or (page.is_recognised and page.read_by != today) for page in read.values())
