"""Scans are read page by page by workers, never while somebody waits; once the last page is read, their documents go on."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from kantor.engines.reading import Refused, recognised
from kantor.spine import access, documents
from kantor.spine.cases import road
from kantor.spine.cases.reading_again import renew
from kantor.words import Page, placed

LOG = logging.getLogger("kantor.road")
IN_HAND = timedelta(minutes=2)
"""Longer than one page may take: after that, whoever had it was ended, and the page is read again."""


def read_next_page(client_id: int, now: Callable[[], datetime]) -> int:
    """Read one page of a scan of this client; 0 where none waits. Documents of which it was the last go on to a task or to effect;
    those at which people work already are read anew."""
    at = now()
    with access.acting(clients=[client_id], person_id=None, at=at) as actor:
        taken = documents.take_page(actor, at + IN_HAND)
        turned = documents.by_hand(taken, actor) if taken else None
    if taken is None:
        return 0
    page, reason = _read(taken, turned)
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        whole = documents.note_page(taken, page, actor, reason)
        renew(taken, actor)
    LOG.info("document=%d client=%d page=%d reason=%s outcome=page_read", taken.document.id, client_id, taken.number, reason or "-")
    if whole:
        road.resume(client_id=client_id, person_id=None, now=now, only=whole)
    return 1


def _read(taken: documents.Taken, turned: documents.ByHand | None) -> tuple[Page | None, str]:
    """The page, or why it cannot be read: it ended whoever read it several times, or its file is broken, or erased.

    One that somebody turned is read as it lies now; its words are kept as they lie on the page before it is turned by hand.
    """
    if taken.tries > documents.MOST_TRIES:
        return None, "reading_failed"
    try:
        data, tessdata = documents.original(taken.document), settings.KANTOR.tessdata
        if turned is None:
            return recognised(data, page=taken.number, tessdata=tessdata), ""
        page = recognised(data, page=taken.number, tessdata=tessdata, turned=(turned.found + turned.more) % 360)
        return placed(page, page.number, (360 - turned.more) % 360), ""
    except Refused as refused:
        return None, refused.key
    except documents.Erased:
        return None, "erased"
