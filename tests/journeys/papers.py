"""Papers of a supplier whom the office knows, for the stories in which values pass unseen and are keyed again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from tests.journeys.office import Office, hire, nothing_is_drawn, open_office
from tests.journeys.test_paper_story import INVOICE, LINES, printed

from kantor.spine import cases, spotchecks
from kantor.spine.cases import Outcome

EARLIER = (("RE-2026-0701", date(2026, 2, 2)), ("RE-2026-0744", date(2026, 2, 16)))
NO_ID = replace(INVOICE, seller=replace(INVOICE.seller, vat_id=""))
"""Its supplier is known by the account alone, so nothing hangs on how sure the model is of a VAT id."""
PAPERS = 6
PRICE = Decimal("410.00")
"""Of the first line; no earlier invoice has its sums."""


def known_office(opened: Office | None = None) -> Office:
    """A supplier with two invoices in the books, and dora, who keys again."""
    found = opened or open_office()
    hire(found, "dora", {"DE": ("payables.second_entry",)})
    for number, on in EARLIER:
        (outcome,) = found.bring(replace(INVOICE, number=number, issued_on=on, due_on=None))
        if outcome.outcome == "task":
            found.save("DE", outcome.document_id, "anna", lines__0__account="4806", lines__1__account="4806")
            found.approve("DE", outcome.document_id, "anna")
        found.finish("DE")
    return found


def rows(office: Office, statement: str) -> Sequence[Any]:
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def bring(office: Office, *, count: int = PAPERS, price: Decimal = PRICE, first: int = 820) -> list[Outcome]:
    """Papers of the supplier, one after the other."""
    lines = (replace(LINES[0], price=price), *LINES[1:])
    papers = [printed(replace(NO_ID, number=f"RE-2026-0{place}", lines=lines)) for place in range(first, first + count)]
    return [office.bring(paper, client="DE")[0] for paper in papers]


def drawn(office: Office, price: Decimal = PRICE, first: int = 820) -> int:
    """The first paper of which something passed is drawn; where anything else is looked at, anna has verified it."""
    with office.acting("DE") as actor:
        nothing_is_drawn(actor, until=1)
    (outcome,) = bring(office, count=1, price=price, first=first)
    if office.task("DE", outcome.document_id).step == "verify":
        office.approve("DE", outcome.document_id, "anna")
    assert office.task("DE", outcome.document_id).step == "second_entry"
    return outcome.document_id


def on_the_page(office: Office, document_id: int, **otherwise: str) -> Mapping[str, str]:
    """What stands there, with what is keyed otherwise."""
    with office.acting("DE"):
        item, asked, _ = cases.to_key(document_id, "second_entry")
    return {one.field: item.reading.text_at(one.field) for one in asked} | otherwise


def key_again(office: Office, document_id: int, person: str = "dora", **otherwise: str) -> list[spotchecks.Difference]:
    keyed = on_the_page(office, document_id, **otherwise)
    with office.acting("DE", person) as actor:
        return cases.key_again(document_id, keyed, actor)


def settle(office: Office, document_id: int, person: str = "dora", **right: str) -> None:
    with office.acting("DE", person) as actor:
        cases.settle(document_id, right, actor)


def entries(office: Office) -> dict[str, str]:
    return dict(rows(office, "SELECT field, verdict FROM spotchecks_entry"))
