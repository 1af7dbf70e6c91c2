"""A bank statement on screen: its place in the chain of balances, its lines with what they paid, and the file beside them."""

import re

from tests.desk.seat import seat, text
from tests.desk.test_suspense import lines, owed
from tests.journeys.office import Office
from tests.journeys.test_bank_story import accepted, bring, line, statement


def test_a_statement_shows_what_its_lines_paid_and_what_waits(office: Office) -> None:
    owed(office, "RE-2026-17", "119.00")
    owed(office, "RE-2026-18", "200.00")
    known = line("260310", "C", "119,00", name="Papier GmbH", text="RE-2026-17")
    unknown = line("260311", "C", "200,00", name="Somebody Else", text="Danke")
    document = accepted(office, statement("1/1", "100,00", "419,00", known, unknown))
    page = text(seat(office, "anna").get(f"/treasury/statements/{document}/"))
    assert [one in page for one in ("RE-2026-17", "219.00", "419.00", "Somebody Else")] == [True] * 4
    assert ":61:2603100310C119,00NTRFNONREF" in page  # the file as it came
    assert page.count("data-offer>") == 1
    assert re.findall(r'data-place="(\d+)"', page) == ["5", "7"]


def test_an_offer_is_accepted_beside_the_statement(office: Office) -> None:
    owed(office, "RE-2026-18", "200.00")
    document = accepted(office, statement("1/1", "100,00", "300,00", line("260311", "C", "200,00", name="Somebody Else", text="Danke")))
    anna = seat(office, "anna")
    (offer,) = set(re.findall(r'name="offer" value="([^"]+)"', text(anna.get(f"/treasury/statements/{document}/"))))
    answer = anna.post("/treasury/clear", {"line": str(lines(office)[0].id), "offer": offer, "statement": str(document)})
    assert answer["Location"] == f"/treasury/statements/{document}/"
    assert "RE-2026-18" in text(anna.get(f"/treasury/statements/{document}/"))
    assert [row.state for row in lines(office)] == ["matched"]


def test_the_chain_of_balances_says_where_a_statement_is_missing(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "110,00", line("260310", "C", "10,00"), last="260310"))
    later = bring(office, statement("3/1", "500,00", "510,00", line("260314", "C", "10,00"), first="260313", last="260314"))
    office.save("DE", later.document_id, "anna", gap_accepted="yes")
    assert office.approve("DE", later.document_id, "anna") == ""
    assert office.finish("DE", later.document_id)
    anna = seat(office, "anna")
    assert text(anna.get("/treasury/statements/")).count("a statement is missing") == 1
    assert "a statement is missing" in text(anna.get(f"/treasury/statements/{later.document_id}/"))


def test_a_statement_of_a_client_of_others_is_not_found(office: Office) -> None:
    assert seat(office, "anna").get("/treasury/statements/999999/").status_code == 404
