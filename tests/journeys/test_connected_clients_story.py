"""Two clients of one house: strangers until both agree to be connected; then what one bills the other comes in there, once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.engines.einvoice.drafts import BUERO, JODLA, LIPA, PAPIER
from tests.journeys.office import CHARTS, CURRENCIES, IBANS, MORNING, Office, open_office
from tests.journeys.test_customer_invoice_story import DESK, customer, outbox, sent, typed

from kantor.departments.accounting import open_books
from kantor.engines.einvoice.writers import Party, main_file
from kantor.site.working import leaving
from kantor.spine import access, documents, trail
from kantor.words.authority import Assignment, NewClient

INVOICE = "payables.supplier_invoice"


@pytest.fixture
def office(database: None) -> Office:
    """The supplier PAPIER is a client as well, with the same people."""
    office = open_office()
    add_client(office, PAPIER)
    return office


def add_client(office: Office, party: Party, code: str = "PAPIER") -> None:
    country = party.address.country
    new = NewClient(
        code=code.lower(),
        name=party.name,
        country=country,
        currency=CURRENCIES[country],
        language=country.lower(),
        chart=CHARTS[country],
        from_on=date(2026, 1, 1),
        vat_id=party.vat_id,
        own_iban=IBANS[country],
        address={"street": party.address.street, "town": party.address.town, "postcode": party.address.postcode},
    )
    office.clients[code] = access.create_client(new, at=MORNING)
    with office.acting(code) as actor:
        open_books(MORNING.date(), actor)
        pairs = [("anna", "receivables.clerk"), ("anna", "payables.clerk"), ("anna", "office.clerk"), ("bert", "office.approver")]
        access.assign([Assignment(email=f"{name}@office.example", role=role, from_on=date(2026, 1, 1)) for name, role in pairs], actor)


def agree(office: Office, client: str, other: Party) -> int:
    filed = office.type_in(client, "anna", "office.connection", {"number": other.vat_id, "name": other.name})
    assert office.findings(client, filed) == set()
    office.approve(client, filed, "bert")
    assert office.finish(client, filed) == {filed}
    return filed


def billed(office: Office, wanted: str = "xrechnung_ubl") -> str:
    """PAPIER bills the German client 500.00 and VAT; the invoice's number."""
    buyer = customer(office, "PAPIER", BUERO, einvoice=wanted, buyer_reference="04011000-12345-34")
    return sent(office, "PAPIER", typed(office, "PAPIER", buyer, DESK))


def leave(office: Office, tmp_path: Path, client: str = "PAPIER") -> int:
    return leaving.send(office.clients[client], tmp_path, office.now)


def came(office: Office, client: str = "DE") -> list[Any]:
    with office.acting(client), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM documents_document WHERE channel = 'client' ORDER BY id")
        return [documents.document(row[0]) for row in cursor.fetchall()]


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.glob("outbox/*/*.xml"))


@pytest.mark.parametrize("wanted", ["xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol"])
def test_what_a_client_bills_a_connected_one_comes_in_there(office: Office, tmp_path: Path, wanted: str) -> None:
    agree(office, "PAPIER", BUERO)
    agree(office, "DE", PAPIER)
    number = billed(office, wanted)
    assert leave(office, tmp_path) == 1
    (row,) = came(office)
    assert (row.type, row.number, row.party_id) == (INVOICE, number, office.suppliers["DE", "DE"])
    (letter,) = outbox(office, "PAPIER")
    file = main_file(letter.content, bytes(letter.file))
    with office.acting("DE"):
        (known,) = documents.known([row.id])
        assert documents.original(known) == file.data
    assert not list(tmp_path.rglob("*.*"))
    assert (letter.state, letter.proof) == ("sent", {"handed_to": "de", "sha256": row.sha256})
    (told,) = trail_of(office, "DE", row.id, "document.received")
    assert (told["channel"], told["from_client"], told["sha256"]) == ("client", "papier", row.sha256)
    (told,) = trail_of(office, "PAPIER", letter.document_id, "outbox.sent")
    assert told["proof"] == letter.proof


def trail_of(office: Office, client: str, document_id: int, kind: str) -> list[Any]:
    with office.acting(client):
        return [one.content for one in trail.of_document(office.clients[client], document_id) if one.kind == kind]


def test_it_comes_in_once_whatever_else_brings_it(office: Office, tmp_path: Path) -> None:
    """It leaves again, as after a restored backup of one side; and the same file came by mail before."""
    agree(office, "PAPIER", BUERO)
    agree(office, "DE", PAPIER)
    billed(office)
    leave(office, tmp_path)
    with office.acting("PAPIER"), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_outbox SET state = 'approved', sent_at = NULL, proof = NULL")
    assert leave(office, tmp_path) == 1
    (row,) = came(office)
    assert len(trail_of(office, "DE", row.id, "document.received_again")) == 1
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_document WHERE type = %s", [INVOICE])
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("who", [(), ("DE",), ("PAPIER",)])
def test_without_the_word_of_both_they_stay_strangers(office: Office, tmp_path: Path, who: tuple[str, ...]) -> None:
    for client in who:
        agree(office, client, PAPIER if client == "DE" else BUERO)
    billed(office)
    assert leave(office, tmp_path) == 1
    assert came(office) == []
    assert len(files(tmp_path)) == 1


def test_a_connection_ends_when_one_of_them_takes_its_word_back(office: Office, tmp_path: Path) -> None:
    agree(office, "PAPIER", BUERO)
    theirs = agree(office, "DE", PAPIER)
    again = office.type_in("DE", "anna", "office.connection", {"number": PAPIER.vat_id, "name": PAPIER.name})
    assert office.findings("DE", again) == {"office.connection.agreed_already"}
    undone = {"document": str(theirs), "booked_on": "2026-03-10", "reason": "getrennte Wege"}
    counter = office.type_in("DE", "anna", "office.reversal", undone)
    office.approve("DE", counter, "bert")
    assert office.finish("DE", counter)
    billed(office)
    leave(office, tmp_path)
    assert (came(office), len(files(tmp_path))) == ([], 1)
    agree(office, "DE", PAPIER)
    with office.acting("DE") as actor:
        assert [one.name for one in access.partners(actor)] == [PAPIER.name]


def test_an_invoice_for_somebody_else_is_not_handed_over(office: Office, tmp_path: Path) -> None:
    agree(office, "PAPIER", BUERO)
    agree(office, "DE", PAPIER)
    buyer = customer(office, "PAPIER", LIPA, einvoice="peppol", buyer_reference="L-1")
    line = {**DESK, "wanted": "reverse_charge"}
    filed = typed(office, "PAPIER", buyer, line)
    office.finish("PAPIER", filed)
    assert office.row("PAPIER", filed).state == "effective", office.checked("PAPIER", filed).findings
    leave(office, tmp_path)
    assert (came(office), came(office, "PL"), len(files(tmp_path))) == ([], [], 1)


def test_a_polish_invoice_goes_to_the_platform_of_the_state_as_well(office: Office, tmp_path: Path) -> None:
    """The buyer's number is written with its country on one side and without it on the other."""
    add_client(office, JODLA, "JODLA")
    agree(office, "JODLA", replace(LIPA, vat_id="7777777777"))
    agree(office, "PL", JODLA)
    number = sent(office, "JODLA", typed(office, "JODLA", customer(office, "JODLA", LIPA), DESK))
    assert leave(office, tmp_path, "JODLA") == 1
    (row,) = came(office, "PL")
    assert (row.type, row.number, row.party_id) == (INVOICE, number, office.suppliers["PL", "PL"])
    assert len(files(tmp_path)) == 1


def test_nobody_agrees_to_its_own_number(office: Office) -> None:
    filed = office.type_in("DE", "anna", "office.connection", {"number": "DE 129 274 202", "name": "wir"})
    assert office.findings("DE", filed) == {"office.connection.own_number"}
    nothing = office.type_in("DE", "anna", "office.connection", {"number": "--", "name": "wer"})
    assert office.findings("DE", nothing) == {"office.connection.no_number"}
