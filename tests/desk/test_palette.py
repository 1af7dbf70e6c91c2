"""Ctrl+K finds suppliers and leads to what is known of them, their invoices and what is owed; what one had open stands first."""

import re
from dataclasses import replace

from tests.desk.seat import seat, text
from tests.desk.test_lists import booked
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office


def hits(shown: str) -> list[str]:
    return re.findall(r'role="option"[^>]*href="([^"]+)"', shown)


def test_a_supplier_leads_to_its_invoices_and_what_is_owed_to_it(office: Office) -> None:
    document = booked(office, "K-1")
    anna = seat(office, "anna")
    supplier = f"/parties/{office.suppliers['DE', 'DE']}/"
    assert supplier in hits(text(anna.get("/palette", {"q": GERMAN.seller.name.split()[0]})))
    shown = text(anna.get(supplier))
    assert f"/documents/{document}/" in shown
    assert "K-1" in shown


def test_what_one_had_open_stands_first(office: Office) -> None:
    anna = seat(office, "anna")
    both = [f"/parties/{office.suppliers[client, 'DE']}/" for client in ("DE", "PL")]  # two clients know the same supplier
    for last in (both[1], both[0]):
        anna.get(last)
        found = hits(text(anna.get("/palette", {"q": GERMAN.seller.name})))
        assert found[0] == last
        assert [url for url in found if url.startswith("/parties/")][-2:][0] == last


def test_a_document_that_was_open_stands_before_others_alike(office: Office) -> None:
    first, *_ = [outcome.document_id for outcome in office.bring(*(replace(GERMAN, number=f"PAL-{one}") for one in range(12)))]
    anna = seat(office, "anna")
    anna.get(f"/documents/{first}/")
    shown = text(anna.get("/palette", {"q": "PAL-"}))
    documents = [url for url in hits(shown) if url.startswith("/documents/")]
    assert documents[0] == f"/documents/{first}/"
    assert len(documents) <= 9  # once as the last one open, and the best of those that were found
