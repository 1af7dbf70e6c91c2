"""What customers owe is collected: by a mandate, in a run that two people decide, with a file that the bank takes, and what comes back."""

from datetime import timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from lxml import etree
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.engines.payments.answers import answer, block, reason
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import accepted, balance, bring, line, rows, statement

from kantor.channels.door import File
from kantor.demo.statements import Booking, written
from kantor.departments.treasury.collecting import propose_collection
from kantor.desk.office.outbox import fetched
from kantor.engines.payments.pain008 import NAMESPACE
from kantor.kit.money import Money
from kantor.spine import facts, ledger
from kantor.spine.documents import letter_text, send
from kantor.words import Ask, Refusal

D = Decimal
MANDATE = {
    "reference": "M-17",
    "creditor_id": "DE98ZZZ09999999999",
    "scheme": "CORE",
    "uses": "recurrent",
    "signed_on": "2026-03-02",
    "iban": "DE02120300000000202051",
}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def customer(office: Office) -> str:
    return str(office.suppliers["DE", "DE"])


def owed(office: Office, number: str = "RE-2026-17", amount: str = "119.00") -> None:
    values = {"side": "receivable", "number": number, "party_id": customer(office), "party_name": "Papier GmbH", "currency": "EUR"}
    days = {"document_on": "2026-02-02", "due_on": "2026-03-02", "taken_over_on": "2026-03-01"}
    filed = office.type_in("DE", "anna", "accounting.opening_balance", values | days | {"amount": amount, "local_amount": amount})
    assert office.finish("DE", filed)


def mandate(office: Office, **changes: str) -> int:
    document = office.type_in("DE", "anna", "treasury.mandate", MANDATE | {"party_id": customer(office)} | changes)
    office.finish("DE", document)
    return document


def take_back(office: Office, document: int) -> None:
    values = {"document": str(document), "booked_on": "2026-03-24", "reason": "a slip"}
    back = office.type_in("DE", "anna", "office.reversal", values)
    office.approve("DE", back, "bert")
    assert office.finish("DE", back) >= {back}


def ends_on(office: Office) -> str:
    """The last day of the one mandate, as a collection run is told."""
    with office.acting("DE"):
        asked = Ask("treasury.collectables", tuple(str(item.id) for item in rows("ledger.OpenItem", office)))
        (item,) = facts.ask([asked], office.now.at.date())[asked]
    return str(item["mandates"]["M-17"]["ends_on"])


def given_back(office: Office) -> list[dict[str, Any]]:
    """What is known of the one direct debit, where a statement names it as one that came back."""
    (payment,) = rows("treasury.Payment", office)
    with office.acting("DE"):
        asked = Ask("treasury.given_back", (f"payment{payment.id}",))
        return list(facts.ask([asked], office.now.at.date())[asked])


def listed(office: Office, what: str = "payments") -> dict[str, Any]:
    """The one payment, or run, that a program is told of."""
    answer = told(Caller(office, "anna").get(f"/{what}"))
    (one,) = answer["rows" if what == "payments" else "runs"]
    return dict(one)


def proposed(office: Office, days: int = 14) -> int | None:
    with office.acting("DE", "anna") as actor:
        return propose_collection(actor, collect_on=actor.at.date() + timedelta(days=days))


def released(office: Office) -> int:
    run = proposed(office)
    assert run is not None
    assert office.findings("DE", run) == set()
    assert office.approve("DE", run, "bert") == ""
    assert office.finish("DE", run) == {run}
    return run


def said(office: Office, tag: str) -> list[str]:
    """What the one file in the outbox says, after it was held against the schema of ISO 20022."""
    (row,) = [row for row in rows("documents.Outbox", office) if row.kind == "payment_file"]
    root = etree.fromstring(bytes(row.file))
    etree.XMLSchema(etree.parse(str(resources.files("sepaxml") / "schemas" / "pain.008.001.08.xsd"))).assertValid(root)
    return [str(one.text) for one in root.iter(f"{{{NAMESPACE}}}{tag}")]


def test_a_released_run_settles_and_the_statement_shows_the_money(office: Office) -> None:
    owed(office)
    mandate(office)
    run = released(office)
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0]
    assert balance(office, "1360") == D("119.00")
    assert [said(office, tag) for tag in ("MndtId", "SeqTp", "Cd")] == [["M-17"], ["FRST"], ["SEPA", "CORE"]]
    assert (listed(office)["direction"], listed(office, "payment-runs")["direction"]) == ("in", "in")
    exported = text(seat(office, "anna").get("/treasury/payments/?export=csv"))
    assert "in (direct debit)" in exported
    reference = said(office, "EndToEndId")[0]
    assert reference == f"KANTOR-{office.clients['DE']}-{run}-1"
    accepted(office, statement("1/1", "100,00", "219,00", line("260324", "C", "119,00", reference=reference), last="260324"))
    assert (balance(office, "1360"), balance(office, "1200")) == (D(0), D("119.00"))


def test_a_debit_that_comes_back_opens_the_item_again(office: Office) -> None:
    owed(office)
    mandate(office)
    released(office)
    reference = said(office, "EndToEndId")[0]
    assert given_back(office) == []  # no statement has shown it yet
    accepted(office, statement("1/1", "100,00", "219,00", line("260324", "C", "119,00", reference=reference), last="260324"))
    assert [one["amount"] for one in given_back(office)] == ["119.00"]
    back = line("260326", "D", "119,00", reference=reference, text="Ruecklastschrift")
    assert bring(office, statement("2/1", "219,00", "100,00", back, first="260325", last="260326")).outcome == "effect"
    assert [item.open for item in rows("ledger.OpenItem", office)] == [11900]
    assert rows("treasury.Payment", office)[0].returned_by is not None
    assert balance(office, "1200") == D(0)


def test_a_debit_that_the_bank_refuses_is_open_again(office: Office) -> None:
    owed(office)
    mandate(office)
    run = released(office)
    data = answer(f"KANTOR-{office.clients['DE']}-{run}", status="RJCT", why=reason("MD01"))
    (outcome,) = office.bring(File(name="answer.xml", data=data), client="DE", person="anna")
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    assert ([item.open for item in rows("ledger.OpenItem", office)], balance(office, "1360")) == ([11900], D(0))


def test_the_second_run_by_a_mandate_is_no_first_one(office: Office) -> None:
    mandate(office)
    owed(office)
    released(office)
    office.now.forward(days=20)
    owed(office, "RE-2026-18", "50.00")
    run = proposed(office)
    assert run is not None
    assert [row["sequence"].text for row in office.checked("DE", run).reading.rows("collections")] == ["RCUR"]


@pytest.mark.parametrize("changes", [{"ends_on": "2026-03-20"}, {"signed_on": "2023-01-02"}])
def test_nothing_is_collected_by_a_mandate_that_ended_or_was_not_used_for_three_years(office: Office, changes: dict[str, str]) -> None:
    owed(office)
    mandate(office, **changes)
    assert proposed(office) is None


def test_a_mandate_that_is_given_once_collects_one_item(office: Office) -> None:
    owed(office)
    owed(office, "RE-2026-18", "50.00")
    mandate(office, uses="once")
    run = proposed(office)
    assert run is not None
    assert [row["sequence"].text for row in office.checked("DE", run).reading.rows("collections")] == ["OOFF"]


def test_a_mandate_that_ends_before_the_release_stops_the_run(office: Office) -> None:
    owed(office)
    mandate(office)
    run = proposed(office)
    assert run is not None
    mandate(office, ends_on="2026-03-11")
    assert office.findings("DE", run) == set()
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", run, "bert")


def test_an_ending_that_is_taken_back_leaves_the_end_that_held_before(office: Office) -> None:
    owed(office)
    mandate(office, ends_on="2026-12-31")
    first = mandate(office, ends_on="2026-03-12")
    second = mandate(office, ends_on="2026-03-11")
    assert ends_on(office) == "2026-03-11"
    take_back(office, first)
    assert ends_on(office) == "2026-03-11"
    take_back(office, second)
    assert ends_on(office) == "2026-12-31"


def test_a_customer_is_told_of_the_debit_in_his_language_before_it_comes(office: Office) -> None:
    """EPC016-06, 4.1: the day, the amount, the mandate and the creditor identifier; sent as other letters are."""
    owed(office)
    owed(office, "RE-2026-18", "31.00")
    mandate(office)
    run = released(office)
    (letter,) = [row for row in rows("documents.Outbox", office) if row.kind == "letter"]
    assert (letter.document_id, letter.state, letter.content["language"]) == (run, "approved", "de")
    subject, body = letter_text(letter.content["template"], letter.content["language"], letter.content["values"])
    assert subject == "Vorabankündigung einer Lastschrift am 24.03.2026"
    for told_ in ("150,00", "RE-2026-17", "31,00", "M-17", "…2051", "DE98ZZZ09999999999"):
        assert told_ in body
    assert MANDATE["iban"] not in body


def test_a_shorter_notice_is_agreed_in_the_mandate(office: Office) -> None:
    owed(office)
    assert office.findings("DE", mandate(office, reference="M-18", notice_days="20")) == {"treasury.mandate.notice_days_wrong"}
    mandate(office, notice_days="5")
    run = proposed(office, days=5)
    assert run is not None
    assert office.findings("DE", run) == set()
    owed(office, "RE-2026-18", "31.00")
    later = proposed(office, days=4)
    assert later is not None
    assert office.findings("DE", later) == {"treasury.collection_run.short_notice"}


def test_the_letter_is_taken_back_with_a_run_that_did_not_leave(office: Office) -> None:
    owed(office)
    mandate(office)
    take_back(office, released(office))
    assert {row.kind: row.state for row in rows("documents.Outbox", office)} == {"letter": "withdrawn", "payment_file": "withdrawn"}


def test_a_run_whose_notice_has_left_is_taken_back_all_the_same(office: Office) -> None:
    """The customer was told of a debit that does not come; otherwise what he owes would count as collected for ever."""
    owed(office)
    mandate(office)
    run = released(office)
    (letter,) = [row for row in rows("documents.Outbox", office) if row.kind == "letter"]
    with office.acting("DE", "anna") as actor:
        send([letter.id], lambda _: None, actor)
    take_back(office, run)
    assert {row.kind: row.state for row in rows("documents.Outbox", office)} == {"letter": "sent", "payment_file": "withdrawn"}
    assert ([item.open for item in rows("ledger.OpenItem", office)], balance(office, "1360")) == ([11900], D(0))


def test_a_mandate_lasts_no_longer_than_the_customer_gave_it(office: Office) -> None:
    owed(office)
    mandate(office, ends_on="2026-12-31")
    longer = mandate(office, ends_on="2027-06-30")
    assert office.findings("DE", longer) == {"treasury.mandate.later_than_given"}
    assert ends_on(office) == "2026-12-31"
    assert "words.unreadable" in office.findings("DE", mandate(office, ends_on="someday"))


def test_direct_debits_are_seen_by_whoever_may_see_collection_runs(office: Office) -> None:
    owed(office)
    mandate(office)
    released(office)
    caller = Caller(office, "anna", permissions=("treasury.payment_run.see",))
    assert (told(caller.get("/payments"))["rows"], told(caller.get("/payment-runs"))["runs"]) == ([], [])
    assert listed(office)["direction"] == "in"


def test_the_file_for_the_bank_says_that_it_collects(office: Office) -> None:
    owed(office)
    mandate(office)
    run = released(office)
    (item,) = [row for row in rows("documents.Outbox", office) if row.kind == "payment_file"]
    with office.acting("DE", "bert") as actor:
        assert fetched(item, actor).name == f"collections-{run}.xml"


def test_an_item_that_is_held_back_after_the_proposal_stops_the_run(office: Office) -> None:
    owed(office)
    mandate(office)
    run = proposed(office)
    assert run is not None
    with office.acting("DE", "anna") as actor:
        ledger.hold([item.id for item in rows("ledger.OpenItem", office)], reason="disputed", actor=actor)
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", run, "bert")


def test_customers_whose_mandates_name_several_creditor_identifiers_are_in_blocks_of_their_own(office: Office) -> None:
    owed(office)
    owed(office, "RE-2026-18", "50.00")
    mandate(office, uses="once")
    mandate(office, reference="M-18", uses="once", creditor_id="DE98AB109999999999")
    run = released(office)
    assert said(office, "PmtInfId") == [f"KANTOR-{office.clients['DE']}-{run}-{place}" for place in (1, 2)]
    assert [one for one in said(office, "Id") if one.startswith("DE98")] == ["DE98AB109999999999", "DE98ZZZ09999999999"]
    file = f"KANTOR-{office.clients['DE']}-{run}"
    (outcome,) = office.bring(File(name="answer.xml", data=answer(file, block(f"{file}-1", status="RJCT"))), client="DE", person="anna")
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    assert [(item.reference, item.open) for item in rows("ledger.OpenItem", office)] == [("RE-2026-17", 0), ("RE-2026-18", 5000)]


def test_a_direct_debit_goes_to_no_other_account_than_was_released(office: Office) -> None:
    """The mandate is taken back and given anew for another account, between the release and its effect."""
    owed(office)
    given = mandate(office)
    run = proposed(office)
    assert run is not None
    assert office.approve("DE", run, "bert") == ""
    take_back(office, given)
    mandate(office, iban="DE89370400440532013000")
    office.finish("DE", run)
    assert (rows("treasury.Payment", office), office.row("DE", run).state) == ([], "waiting")


def test_whoever_proposes_does_not_release_and_a_short_notice_is_looked_at(office: Office) -> None:
    owed(office)
    mandate(office)
    run = proposed(office, days=3)
    assert run is not None
    assert office.findings("DE", run) == {"treasury.collection_run.short_notice"}
    with pytest.raises(Refusal):
        office.approve("DE", run, "anna")


def test_a_run_is_taken_back_before_its_file_has_left_and_a_mandate_too(office: Office) -> None:
    owed(office)
    given = mandate(office)
    run = released(office)
    for document in (run, given):
        take_back(office, document)
    assert ([item.open for item in rows("ledger.OpenItem", office)], balance(office, "1360")) == ([11900], D(0))
    assert proposed(office) is None


def test_the_money_reaches_the_account_that_the_released_form_names(office: Office) -> None:
    owed(office)
    mandate(office)
    run = proposed(office)
    assert run is not None
    reading = office.checked("DE", run).reading
    values = {key: value.text for key, value in reading.values.items()} | {"own_iban": "DE02120300000000202051"}
    table = [{key: value.text for key, value in row.items()} for row in reading.rows("collections")]
    other = office.type_in("DE", "anna", "treasury.collection_run", values, collections=table)
    office.approve("DE", other, "bert")
    assert office.finish("DE", other) == {other}
    assert said(office, "IBAN")[0] == "DE02120300000000202051"


def test_euros_that_are_collected_beside_books_in_zlotys_leave_nothing_in_transit(office: Office) -> None:
    """Settled at the rate of the books, shown by the statement at that of the bank: the difference is a gain."""
    party = str(office.suppliers["PL", "DE"])
    values = {
        "side": "receivable",
        "number": "FV-17",
        "party_id": party,
        "party_name": "Papier GmbH",
        "currency": "EUR",
        "amount": "100.00",
    }
    days = {"document_on": "2026-02-02", "due_on": "2026-03-02", "taken_over_on": "2026-03-01"}
    office.finish("PL", office.type_in("PL", "anna", "accounting.opening_balance", values | days | {"local_amount": "425.00"}))
    office.finish("PL", office.type_in("PL", "anna", "treasury.mandate", MANDATE | {"party_id": party}))
    with office.acting("PL", "anna") as actor:
        ledger.import_accounts([ledger.ChartAccount(number="132", name="Rachunek EUR", kind="asset", role="bank")], actor=actor)
        run = propose_collection(actor, collect_on=actor.at.date() + timedelta(days=14))
    assert run is not None
    assert office.approve("PL", run, "bert") == ""
    assert office.finish("PL", run) == {run}
    office.now.forward(days=15)
    with office.acting("PL") as actor:
        roles = ledger.account_roles(office.clients["PL"])
    assert office.balances("PL")[roles["money_in_transit"]] == D("425.00")
    on = office.now.at.date() - timedelta(days=1)
    shown = Booking(on=on, amount=Money.of("100.00", "EUR"), end_to_end_id=f"KANTOR-{office.clients['PL']}-{run}-1")
    data = written("PL27114020040000300201355387", "1", Money.of("0.00", "EUR"), [shown], on, on)
    (outcome,) = office.bring(File(name="1.xml", data=data), client="PL", person="anna")
    office.save("PL", outcome.document_id, "anna", exchange_rate="4.30", ledger_account="132")
    assert office.approve("PL", outcome.document_id, "anna") == ""
    assert office.finish("PL", outcome.document_id) == {outcome.document_id}
    after = office.balances("PL")
    assert [after.get(one, D(0)) for one in ("132", roles["money_in_transit"], roles["exchange_gain"])] == [D("430.00"), D(0), D("-5.00")]
