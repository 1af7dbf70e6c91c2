"""Bank statements on screen: whether they go on from one another; one with its lines, what became of each, and the file beside."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kantor.departments.treasury.bank_statement.document import KEY
from kantor.departments.treasury.line_clearing.document import KEY as CLEARING
from kantor.departments.treasury.pages.suspense import why
from kantor.departments.treasury.reconciling import Offer, offers
from kantor.desk.frame import Key
from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column
from kantor.desk.lists.page import Listing, after_day, after_id, show_list
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.say import known
from kantor.kit.sql import Queries
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.words import Reading

QUERIES = Queries(__file__)
MOST_TEXT = 200_000
"""Characters of the file that are shown beside the lines; the rest is downloaded."""
OF_A_LINE: tuple[Column, ...] = (
    ("due_on", lambda row: row.booked_on),
    ("party", lambda row: row.name),
    ("reference", lambda row: row.text),
    ("amount", lambda row: Money.from_minor(row.amount, row.currency).amount),
    ("currency", lambda row: row.currency),
)


@gate(f"{KEY}.see")
def statements(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every statement that is booked, the newest first, and whether one is missing before it."""

    def fetch(before: Any) -> list[Any]:
        last_on, last = before or (date.max, LAST_ID)
        return QUERIES.rows("statements", clients=list(visit.clients), before_on=last_on, before_id=last, limit=PAGE)

    listing = Listing(
        template="treasury/statements",
        title="treasury.statements.title",
        fetch=fetch,
        cursor=lambda row: (row.to_on, row.id),
        begins=after_day(request),
    )
    return show_list(request, visit, listing)


@gate(f"{KEY}.see")
def statement(request: HttpRequest, visit: Visit, document_id: int) -> HttpResponse:
    """One statement: from its opening to its closing balance line by line, what each line paid or may pay, and the file as it came."""
    told = QUERIES.one("statement", clients=list(visit.clients), document=document_id)
    if told is None:
        raise Http404
    found: dict[int, list[Offer]] = {}

    def fetch(before: int | None) -> list[Any]:
        rows = QUERIES.rows("statement_lines", client_id=told.client_id, document=document_id, after=before or 0, limit=PAGE)
        found.update(offers([row for row in rows if row.state == "suspense" and not row.reversed_by], visit.today))
        return rows

    (checked,) = documents.newest([document_id])
    listing = Listing(
        template="treasury/statement",
        title="treasury.statement.title",
        fetch=fetch,
        cursor=lambda row: row.no,
        begins=after_id(request),
        file=f"statement-{document_id}",
        columns=OF_A_LINE,
        keys=[Key("1", "treasury.suspense.key.accept")],
        also=lambda row: {
            "offers": [(offer, why(offer)) for offer in found.get(row.id, ())],
            "evidence": [
                shown.sentence(f"treasury.evidence.{key}")
                for key in dict.fromkeys(row.evidence.split())
                if known(f"treasury.evidence.{key}")
            ],
            "items": [_item(item) for item in row.items or ()],
            "balance": _balance(told, row),
            "place": _place(checked.reading, row.no),
            "may_clear": visit.may(f"{CLEARING}.enter", row.client_id),
        },
    )
    is_further = listing.begins is not None
    return show_list(
        request,
        visit,
        listing,
        told=told,
        chain=None if is_further else _chain(told),
        text=() if is_further else _text(document_id),
    )


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "left": Money.from_minor(item["open"], item["currency"]) if item["open"] else None}


def _balance(told: Any, row: Any) -> Money | None:
    return Money.from_minor(told.opening + row.running, told.currency) if told.opening is not None else None


def _chain(told: Any) -> dict[str, Any]:
    """The statements before and behind, and whether the balances meet."""
    around = QUERIES.rows("statements_around", client_id=told.client_id, account=told.account, currency=told.currency, id=told.id)
    before = next((row for row in around if row.is_before), None)
    behind = next((row for row in around if not row.is_before), None)
    return {
        "before": before,
        "behind": behind,
        "begins": before is None or None in (before.closing, told.opening) or before.closing == told.opening,
        "goes_on": behind is None or None in (behind.opening, told.closing) or behind.opening == told.closing,
    }


def _text(document_id: int) -> tuple[str, ...]:
    """The file by its lines; none where it was typed in, is gone, or is no text."""
    row = documents.document(document_id)
    try:
        data = documents.original(row) if row else b""
    except OSError:
        return ()
    for encoding in ("utf-8", "cp1252"):
        try:
            return tuple(data.decode(encoding)[:MOST_TEXT].splitlines())
        except UnicodeDecodeError:
            continue
    return ()


def _place(reading: Reading, no: int) -> str:
    """Where the line stands in the file, as far as its reader says."""
    rows = reading.rows("lines")
    source = rows[no - 1]["amount"].source.path if no <= len(rows) and "amount" in rows[no - 1] else ""
    place = source.rpartition(":")[2]
    return place if place.isdigit() else ""
