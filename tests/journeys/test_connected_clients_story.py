"""Two clients of one house: strangers until both agree to be connected; then what one bills the other comes in there, once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import BUERO, JODLA, LIPA, PAPIER
from tests.journeys.office import CHARTS, CURRENCIES, IBANS, MORNING, Office, hire, open_office, supplier
from tests.journeys.test_customer_invoice_story import DESK, customer, outbox, sent, typed
from tests.spine.ledger.books import entry, eur, filed, post

from kantor.departments.accounting import open_books
from kantor.departments.accounting.closing.checks import Span, look
from kantor.departments.accounting.intercompany import compared
from kantor.engines.einvoice.writers import Party, main_file
from kantor.kit.money import Money
from kantor.site.working import leaving
from kantor.spine import access, documents, parties, trail
from kantor.words import Posting
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
        assert [one.name for one in access.partners(actor.at)] == [PAPIER.name]


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


def test_a_credit_note_comes_in_behind_its_invoice(connected: Office, tmp_path: Path) -> None:
    office = connected
    number = billed(office)
    buyer = str(came_from(office))
    back = typed(office, "PAPIER", buyer, {**DESK, "quantity": "1"}, type_code="381", preceding_number=number)
    credit = sent(office, "PAPIER", back)
    assert leave(office, tmp_path) == 2
    told = {row.number: office.checked("DE", row.id).reading for row in came(office)}
    assert set(told) == {number, credit}
    assert (told[credit].text("type_code"), told[credit].text("preceding_number")) == ("381", number)


def came_from(office: Office) -> int:
    """The buyer of the one invoice that PAPIER has written."""
    (letter,) = outbox(office, "PAPIER")
    party = office.row("PAPIER", letter.document_id).party_id
    assert party is not None
    return party


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


@pytest.fixture
def connected(office: Office) -> Iterator[Office]:
    agree(office, "PAPIER", BUERO)
    agree(office, "DE", PAPIER)
    yield office
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


MARCH = date(2026, 3, 31)


def found(office: Office, client: str) -> list[tuple[str, Any]]:
    """What the closing of March says of connected clients."""
    with office.acting(client):
        results = look(Span(access.client(office.clients[client]), MARCH.replace(day=1), MARCH))
    (result,) = [one for one in results if one.key == "intercompany"]
    assert result.state == ("look" if result.found else "fine")
    return [(one.label, one.amount.amount) for one in result.found if one.amount]


def accepted(office: Office) -> int:
    """The German client books what came in."""
    (row,) = came(office)
    office.save("DE", row.id, "anna", lines__0__account="4930")
    office.approve("DE", row.id, "anna")
    assert office.finish("DE", row.id) == {row.id}, office.findings("DE", row.id)
    return row.id


def test_connected_clients_agree_once_both_have_booked(connected: Office, tmp_path: Path) -> None:
    office = connected
    billed(office)
    leave(office, tmp_path)
    assert found(office, "PAPIER") == [("Bürohof Müller & Söhne KG", D(595))]
    assert found(office, "DE") == [(PAPIER.name, D(595))]
    accepted(office)
    assert (found(office, "PAPIER"), found(office, "DE"), found(office, "PL")) == ([], [], [])


def test_a_difference_opens_into_the_documents_that_a_person_may_see(connected: Office, tmp_path: Path) -> None:
    """clara works for both, dora for the German client alone: of the other she sees its balance."""
    office = connected
    number = billed(office)
    leave(office, tmp_path)
    hire(office, "clara", {client: ["accounting.clerk"] for client in ("DE", "PAPIER")})
    hire(office, "dora", {"DE": ["accounting.clerk"]})
    client, partner = office.clients["DE"], office.clients["PAPIER"]
    (letter,) = outbox(office, "PAPIER")
    page = text(seat(office, "dora").get(f"/accounting/closing/?client={client}&until=2026-03-31&open=intercompany"))
    (opened,) = re.findall(r'href="(/accounting/intercompany/[^"]*)"', page)
    for name, sees in (("clara", True), ("dora", False)):
        page = text(seat(office, name).get(opened.replace("&amp;", "&")))
        assert (number in page, f"/documents/{letter.document_id}/" in page) == (sees, sees)
        assert "595.00" in page
        assert ("You see the documents of this client alone" in page) is not sees
    ours = accepted(office)
    page = text(seat(office, "clara").get(f"/accounting/intercompany/?client={client}&until=2026-03-31&partner={partner}"))
    assert f"/documents/{ours}/" in page
    told_dora = told(Caller(office, "dora").get(f"/intercompany?client={client}&until_on=2026-03-31"))
    (one,) = told_dora["partners"]
    assert [one[key] for key in ("partner", "says", "answers", "difference")] == ["papier", "-595.00", "595.00", "0.00"]
    nobody = text(seat(office, "dora").get(f"/accounting/intercompany/?client={client}&until=2026-02-28"))
    assert "Two clients are connected once" in nobody


def test_what_is_owed_in_another_currency_is_compared_in_it(office: Office) -> None:
    """PAPIER bills Lipa 100.00 euros; Lipa has written down 98.00 at its own rate."""
    with office.acting("PAPIER") as actor:
        (lipa,) = parties.create_parties([supplier(LIPA)], actor)
        owed = Posting(account="1400", debit=eur("100"), party_id=lipa)
        post(actor, filed(actor), entry(owed, Posting(account="8400", credit=eur("100")), booked_on=date(2026, 3, 2)))
    with office.acting("PL") as actor:
        (papier,) = parties.create_parties([supplier(PAPIER)], actor)
        local, foreign = Money.of("416.50", "PLN"), eur("98")
        bought = (
            Posting(account="402-1", debit=local, foreign=foreign),
            Posting(account="201", credit=local, foreign=foreign, party_id=papier),
        )
        post(actor, filed(actor), entry(*bought, booked_on=date(2026, 3, 2)))
    assert found(office, "PAPIER") == []
    agree(office, "PAPIER", LIPA)
    agree(office, "PL", PAPIER)
    assert found(office, "PL") == [(PAPIER.name, D(2))]
    with office.acting("PL"):
        (one,) = compared(access.client(office.clients["PL"]), MARCH)
    assert (one.says, one.answers) == (eur("-98"), eur("100"))
