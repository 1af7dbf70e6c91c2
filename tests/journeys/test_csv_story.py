"""What a bank's CSV file says: its columns and signs are told once by a person, account by account, and its lines are booked once."""

from decimal import Decimal

import pytest
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import OWN, balance, bring, rows

from kantor.channels.door import File

D = Decimal


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_lines_that_overlap_in_a_csv_file_are_known_one_by_one(office: Office) -> None:
    head = "Buchungstag;Empfänger;IBAN;Verwendungszweck;Betrag (EUR)\n"
    march = ["10.03.2026;Erika;;Miete;10,00\n", "10.03.2026;Erika;;Miete;10,00\n", "11.03.2026;Hans;;Miete;7,00\n"]
    first = bring(office, File(name="a.csv", data=(head + "".join(march[:2])).encode("cp1252")))
    assert {"treasury.bank_statement.profile_new", "treasury.bank_statement.account_new"} <= office.findings("DE", first.document_id)
    office.save("DE", first.document_id, "anna", profile_confirmed="yes")
    assert office.approve("DE", first.document_id, "anna") == ""
    office.finish("DE", first.document_id)
    second = bring(office, File(name="b.csv", data=(head + "".join(march)).encode("cp1252")))
    assert second.outcome == "effect"
    assert [(row.booked_on.day, row.amount) for row in rows("treasury.StatementLine", office)] == [(10, 1000), (10, 1000), (11, 700)]
    assert balance(office, "1200") == D("27.00")


def test_a_person_says_that_amounts_of_a_card_are_money_out(office: Office) -> None:
    data = b"Date,Merchant,Description,Amount\n09/03/2026,Paper Ltd,Paper,12.50\n10/03/2026,Fuel Ltd,Fuel,60.00\n"
    outcome = bring(office, File(name="card.csv", data=data))
    office.save("DE", outcome.document_id, "anna", sign="turned", profile_confirmed="yes")
    assert office.approve("DE", outcome.document_id, "anna") == ""
    office.finish("DE", outcome.document_id)
    assert [row.amount for row in rows("treasury.StatementLine", office)] == [-1250, -6000]
    assert balance(office, "1200") == D("-72.50")
    later = bring(office, File(name="later.csv", data=b"Date,Merchant,Description,Amount\n12/03/2026,Paper Ltd,Pens,7.50\n"))
    assert (later.outcome, balance(office, "1200")) == ("effect", D("-80.00"))


def test_the_sign_of_amounts_is_remembered_for_each_account(office: Office) -> None:
    """A bank writes a card and a current account under one header: the card's amounts are money out, the others are not."""
    head, card = "Date,Merchant,Description,Amount\n", "DE02120300000000202051"

    def brought(name: str, row: str) -> int:
        return bring(office, File(name=name, data=f"{head}{row}\n".encode())).document_id

    def taken(document: int, **said: str) -> None:
        office.save("DE", document, "anna", profile_confirmed="yes", **said)
        assert office.approve("DE", document, "anna") == ""
        assert office.finish("DE", document) == {document}

    taken(brought("card.csv", "09/03/2026,Paper Ltd,Paper,12.50"), sign="turned", own_account=card, ledger_account="1210")
    current = brought("current.csv", "10/03/2026,Erika,Rent,60.00")
    assert {"words.missing", "treasury.bank_statement.profile_new"} <= office.findings("DE", current)
    office.save("DE", current, "anna", own_account=OWN)
    assert office.checked("DE", current).reading.text("sign") == "as_written"
    assert "treasury.bank_statement.profile_new" in office.findings("DE", current)
    taken(current)
    later = brought("later.csv", "12/03/2026,Paper Ltd,Pens,7.50")
    office.save("DE", later, "anna", own_account=card)
    assert office.checked("DE", later).reading.text("sign") == "turned"
    assert office.findings("DE", later) == set()
    assert office.approve("DE", later, "anna") == ""
    office.finish("DE", later)
    assert [row.amount for row in rows("treasury.StatementLine", office)] == [-1250, 6000, -750]


def test_a_person_says_what_the_columns_of_a_bank_mean_once(office: Office) -> None:
    head = b"Datum;Valuta;Wer;Beschreibung;Umsatz;Gesamt\n"
    data = head + b"03/09/2026;03/09/2026;Erika;Miete;10,00;110,00\n03/10/2026;03/10/2026;Hans;Strom;20,00;130,00\n"
    outcome = bring(office, File(name="a.csv", data=data))
    told = office.checked("DE", outcome.document_id).reading
    assert [row["seen"].text for row in told.rows("columns")][2:5] == ["Erika · Hans", "Miete · Strom", "10,00 · 20,00"]
    assert told.text("days") == "dmy"
    office.save("DE", outcome.document_id, "anna", columns__0__role="")
    assert "treasury.bank_statement.columns_unreadable" in office.findings("DE", outcome.document_id)
    roles = {"columns__0__role": "booked_on", "columns__2__role": "name", "columns__5__role": "balance"}
    office.save("DE", outcome.document_id, "anna", days="mdy", **roles)
    office.save("DE", outcome.document_id, "anna", profile_confirmed="yes")
    told = office.checked("DE", outcome.document_id).reading
    said = [tuple(row[key].text for key in ("booked_on", "name", "text")) for row in told.rows("lines")]
    assert said == [("2026-03-09", "Erika", "Miete"), ("2026-03-10", "Hans", "Strom")]
    assert (told.text("opening"), told.text("closing")) == ("100.00", "130.00")
    assert office.approve("DE", outcome.document_id, "anna") == ""
    assert office.finish("DE", outcome.document_id) == {outcome.document_id}
    later = bring(office, File(name="b.csv", data=head + b"03/11/2026;03/11/2026;Erika;Gas;5,00;135,00\n"))
    assert later.outcome == "effect"
    assert rows("treasury.StatementLine", office)[-1].booked_on.isoformat() == "2026-03-11"


def test_columns_that_cannot_be_read_as_they_were_guessed_are_for_a_person(office: Office) -> None:
    data = b"Datum;Name;Verwendungszweck;Betrag;Soll\n10.03.2026;Erika;Miete;1,00;10,00\n11.03.2026;Hans;Strom;viel;20,00\n"
    outcome = bring(office, File(name="a.csv", data=data))
    (fault,) = [one for one in office.checked("DE", outcome.document_id).findings if one.key.endswith("columns_unreadable")]
    assert (fault.evidence["row"], rows("treasury.StatementLine", office)) == ("3", [])
    office.save("DE", outcome.document_id, "anna", columns__3__role="", columns__4__role="debit", profile_confirmed="yes")
    assert office.approve("DE", outcome.document_id, "anna") == ""
    assert office.finish("DE", outcome.document_id) == {outcome.document_id}
    assert balance(office, "1200") == D("-30.00")
