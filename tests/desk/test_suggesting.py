"""F4 offers first what somebody entered there last, with who, for what and when."""

import re
from dataclasses import replace
from datetime import timedelta

from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN, PAPIER
from tests.journeys.office import Office, hire, supplier

from kantor.spine import parties


def offered(office: Office, document: int, **asked: str) -> list[tuple[str, str]]:
    """(value, what stands beside it) in the order of the list."""
    shown = text(seat(office, "anna").get(f"/documents/{document}/suggest", asked))
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


def partners(office: Office, type: str, field: str) -> list[str]:
    """Whom the form of a new document offers for the name of one who buys from the client and sells to it."""
    asked = {"client": str(office.clients["DE"]), "address": field, "q": PAPIER.name}
    return re.findall(r'data-value="(\d+)"', text(seat(office, "carl").get(f"/new/{type}/suggest", asked)))


def test_a_field_for_a_customer_offers_no_supplier_of_the_same_name(office: Office) -> None:
    with office.acting("DE") as actor:
        (buys,) = parties.create_parties([supplier(PAPIER, role="customer")], actor)
    sells = str(office.suppliers["DE", "DE"])
    hire(office, "carl", {"DE": ("receivables.clerk", "purchasing.clerk", "correspondence.clerk")})
    assert partners(office, "receivables.contract", "customer_id") == [str(buys)]
    assert partners(office, "purchasing.purchase_order", "supplier_id") == [sells]
    assert sorted(partners(office, "correspondence.outgoing", "party_id")) == sorted([str(buys), sells])
