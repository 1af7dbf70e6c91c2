"""How many statements a page costs, held against tests/house/query_counts.json: a figure that grows with the rows is a loop.

After a wanted change: GOLDEN=write .venv/bin/python -m pytest tests/house/test_query_counts.py, and read the difference.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from tests.desk.seat import seat
from tests.engines.einvoice.drafts import GERMAN
from tests.house.sources import ROOT
from tests.journeys.office import Office, hire, open_office

from kantor.spine import access

GOLDEN = ROOT / "tests/house/query_counts.json"
FEW, MANY = 2, 9


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    yield open_office()
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


def bring(office: Office, numbers: range) -> int:
    """Invoices that are booked and as many that wait; the last one booked."""
    booked = [outcome.document_id for outcome in office.bring(*(replace(GERMAN, number=f"Q-{one}", order_number="") for one in numbers))]
    lines = {f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))}
    for document in booked:
        office.save("DE", document, "anna", **lines)
        office.approve("DE", document, "anna")
    office.finish("DE")
    office.bring(*(replace(GERMAN, number=f"W-{one}") for one in numbers))
    return booked[-1]


def pages(office: Office, document: int) -> dict[str, str]:
    client = office.clients["DE"]
    supplier = office.suppliers["DE", "DE"]
    return {
        "home": "/",
        "queue": "/queue/",
        "alike": "/alike/",
        "alike documents": f"/alike/documents?client={client}&type=payables.supplier_invoice&step=verify&field=order_number"
        "&reason=payables.supplier_invoice.order_unknown",
        "palette": "/palette?q=Q-",
        "documents": "/documents/",
        "open items": "/open-items/",
        "suppliers": "/suppliers/",
        "journal": "/journal/",
        "balance sheet": f"/accounting/reports/balance_sheet?client={client}&accounts=1",
        "outbox": "/outbox/",
        "trial balance": f"/ledger/?client={client}",
        "account": f"/ledger/accounts/1600?client={client}",
        "document": f"/documents/{document}/",
        "road": f"/documents/{document}/road",
        "supplier": f"/parties/{supplier}/",
        "audit trail": f"/trail/?client={client}",
        "people": "/office/people",
        "payments": "/treasury/payments/",
        "orders": "/purchasing/orders/",
        "sales orders": "/receivables/orders/",
    }


def counted(browser: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Statements sent to the database while the page is made; those that begin and end transactions and savepoints are not counted."""
    statements: list[str] = []
    execute = psycopg.Cursor.execute

    def counting(self: Any, query: Any, *given: Any, **named: Any) -> Any:
        statements.append(str(query))
        return execute(self, query, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", counting)
        assert browser.get(address).status_code == 200, address
    ignored = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")
    return sum(1 for statement in statements if not statement.startswith(ignored))


def test_a_page_costs_as_many_statements_whatever_it_shows(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    hire(office, "omar", {"DE": sorted(access.known_roles())})
    document = bring(office, range(FEW))
    few = {name: counted(seat(office, "omar"), address, monkeypatch) for name, address in pages(office, document).items()}
    bring(office, range(FEW, MANY))
    many = {name: counted(seat(office, "omar"), address, monkeypatch) for name, address in pages(office, document).items()}
    assert many == few
    found = json.dumps(many, indent=1) + "\n"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")
