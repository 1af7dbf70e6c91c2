"""F4 offers first what somebody entered there last, with who, for what and when."""

import re
from dataclasses import replace
from datetime import timedelta

from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office


def offered(office: Office, document: int, **asked: str) -> list[tuple[str, str]]:
    """(value, what stands beside it) in the order of the list."""
    shown = text(seat(office, "anna").get(f"/documents/{document}/suggest", {"kind": "account", **asked}))
    return re.findall(r'data-value="([^"]*)"[^>]*><b>[^<]*</b> <span>([^<]*)</span>', shown)


def bring(office: Office, number: str, days: int) -> int:
    (outcome,) = office.bring(replace(GERMAN, number=number, order_number="", issued_on=GERMAN.issued_on - timedelta(days=days)))
    return outcome.document_id


def test_what_somebody_entered_last_stands_first_with_who_and_when(office: Office) -> None:
    office.save("DE", bring(office, "F-1", 1), "anna", lines__1__account="4930")
    document = bring(office, "F-2", 2)
    assert offered(office, document, address="lines.1.account")[0] == ("4930", "Anna entered this for F-1 on 10 Mar 2026.")
    assert next(value for value, _ in offered(office, document, address="lines.1.account", q="48")).startswith("48")


def test_where_nobody_entered_anything_the_chart_is_offered(office: Office) -> None:
    document = bring(office, "F-1", 1)
    assert all("entered this" not in beside for _, beside in offered(office, document, address="lines.0.account"))
