"""A mail or a letter beside the form, as a page: who wrote to us, when, what, and what came along."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.desk.visit import Visit
from kantor.engines.reading import MAIL
from kantor.kit.sql import Queries
from kantor.spine.documents import DocumentRow
from kantor.words import Reading
from kantor.words.field import row_id

QUERIES = Queries(__file__)


class Mailed(NamedTuple):
    """came_along: the documents of the same mail that the person may see; enclosed: names of files that were not opened."""

    subject: str
    name: str
    email: str
    on: date | None
    text: str
    enclosed: str
    came_along: Sequence[Any]


def mailed(visit: Visit, row: DocumentRow, reading: Reading) -> Mailed | None:
    """None for a document that is no mail and was not caused by one."""
    if row.media_type != MAIL and not reading.text("text"):
        return None
    source = row_id(reading.text("incoming")) or row.id
    rows = QUERIES.rows("came_along", client_id=row.client_id, document_id=source)
    return Mailed(
        subject=reading.text("subject"),
        name=reading.text("sender_name"),
        email=reading.text("sender_email"),
        on=reading.date("received_on"),
        text=reading.text("text"),
        enclosed="" if rows else reading.text("enclosed"),
        came_along=[one for one in rows if visit.may_see_it(one)],
    )
