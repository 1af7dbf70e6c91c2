"""An invoice read off a page passes unseen where what the house knows holds its values up; a share is keyed again blind, and counted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from tests.journeys.office import Office, hire, open_office
from tests.journeys.papers import NO_ID, bring, drawn, entries, key_again, known_office, on_the_page, rows, settle
from tests.journeys.test_paper_story import printed

from kantor.spine import cases, spotchecks
from kantor.spine.documents import Refusal


@pytest.fixture
def office(database: None) -> Office:
    return known_office()


def test_invoices_of_a_known_supplier_with_a_history_go_straight_through(office: Office) -> None:
    through = [one for one in bring(office) if one.outcome == "effect"]
    assert through
    passed = {one.field: one.evidence["rule"] for one in through[0].findings if one.key.endswith("passed_unseen")}
    assert passed["iban"].endswith("gate.agreed")
    assert {passed[key].rsplit(".", 1)[-1] for key in ("number", "net", "vat", "gross")} == {"history"}
    counted = rows(office, f"SELECT field, model FROM spotchecks_passed WHERE document_id = {through[0].document_id}")
    lines = {f"lines.{place}.{column}" for place in (0, 1) for column in ("quantity", "price", "net")}
    assert {field for field, _ in counted} == passed.keys() | lines
    assert {model.split()[0] for _, model in counted} == {"start"}


def test_without_a_history_the_finding_says_what_is_missing(database: None) -> None:
    office = open_office()
    (outcome,) = bring(office, count=1)
    missing = {one.field: one.evidence["missing"] for one in outcome.findings if one.key.endswith("read_by_machine")}
    assert missing["number"] == "payables.supplier_invoice.missing.few_earlier"
    assert missing["gross"] == "payables.supplier_invoice.missing.order"


def test_whoever_is_drawn_waits_for_a_second_person_and_shows_nothing_until_then(office: Office) -> None:
    document_id = drawn(office)
    row = office.row("DE", document_id)
    assert (row.number, row.amount, row.party_name, row.document_on) == ("", None, "", None)
    for act in (lambda: office.approve("DE", document_id, "dora"), lambda: office.save("DE", document_id, "dora", number="X")):
        with pytest.raises(Refusal, match="key_it_first"):
            act()


def test_nobody_refuses_what_has_to_be_keyed_again_first(office: Office) -> None:
    document_id = drawn(office)
    for outcome in ("sent_back", "refused"):
        with office.acting("DE", "dora") as actor, pytest.raises(Refusal, match="key_it_first"):
            cases.close_without_effect(document_id, outcome, "The total is wrong.", actor)
    assert office.row("DE", document_id).state == "waiting"


def test_what_agrees_goes_on_and_is_counted(office: Office) -> None:
    document_id = drawn(office)
    assert key_again(office, document_id, iban="de89 3704 0044 0532 0130 00") == []
    assert set(entries(office).values()) == {"same"}
    assert office.row("DE", document_id).number == "RE-2026-0820"
    assert office.finish("DE") == {document_id}


def test_a_document_is_drawn_once_however_often_it_is_decided(office: Office) -> None:
    document_id = drawn(office)
    key_again(office, document_id)
    with office.acting("DE", "dora") as actor:
        cases.take_back(document_id, actor)
    office.approve("DE", document_id, "dora")
    assert office.finish("DE") == {document_id}
    assert rows(office, "SELECT count(*) FROM spotchecks_draw") == [(1,)]


def test_a_difference_is_decided_by_looking_at_the_page(office: Office) -> None:
    document_id = drawn(office)
    (difference,) = key_again(office, document_id, gross="595.30")
    assert difference == ("gross", "559.30", "595.30")
    with pytest.raises(Refusal, match="key_it_first"):
        office.approve("DE", document_id, "dora")
    settle(office, document_id, gross="559.30")
    assert entries(office)["gross"] == "second_wrong"
    assert office.finish("DE") == {document_id}


def test_a_value_that_was_wrong_is_put_right_and_looked_at_from_the_first_step_on(office: Office) -> None:
    document_id = drawn(office)
    key_again(office, document_id, gross="595.30")
    settle(office, document_id, gross="595.30")
    assert entries(office)["gross"] == "first_wrong"
    assert office.task("DE", document_id).step == "verify"  # the sums do not hold any more
    assert office.row("DE", document_id).number == "RE-2026-0820"
    office.save("DE", document_id, "anna", gross="559.30")
    assert office.approve("DE", document_id, "anna") == ""


def test_whoever_verified_it_may_not_key_it_again(office: Office) -> None:
    document_id = drawn(office)
    hire(office, "emil", {"DE": ("payables.second_entry",)})
    with office.acting("DE") as actor, connection.cursor() as cursor:  # emil verified it, whatever the task says
        cursor.execute(
            "INSERT INTO documents_decision (client_id, document_id, version, step, outcome, checker_id, four_eyes, reason, rules_hash, at)"
            " VALUES (%s, %s, 1, 'verify', 'approved', %s, false, '', '', now())",
            [*actor.clients, document_id, office.people["emil"]],
        )
    with pytest.raises(IntegrityError, match="second entry"):
        key_again(office, document_id, "emil")
    assert entries(office) == {}


def test_lines_are_keyed_again_with_their_sum_and_a_column_that_errs_is_looked_at(office: Office) -> None:
    document_id = drawn(office)
    assert on_the_page(office, document_id)["lines.0.price"] == "410.00"
    (difference,) = key_again(office, document_id, **{"lines.0.price": "401"})
    assert difference == ("lines.0.price", "410.00", "401")
    settle(office, document_id, **{"lines.0.price": "401"})
    assert entries(office)["lines.0.price"] == "first_wrong"
    assert rows(office, "SELECT field, rule, checked, wrong FROM spotchecks_stop") == [("lines.price", "history", 2, 1)]
    with office.acting("DE"):
        (rate,) = [one for one in spotchecks.rates() if one.field == "lines.price"]
    assert (rate.passed, rate.checked, rate.wrong) == (2, 2, 1)
    (outcome,) = bring(office, count=1, first=840)
    looked_at = {one.field for one in outcome.findings if one.evidence.get("missing") == "documents.passing.stopped"}
    assert looked_at == {"lines.0.price"}


def test_a_third_person_decides_where_the_office_has_one(office: Office) -> None:
    document_id = drawn(office)
    hire(office, "emil", {"DE": ("payables.second_entry",)})
    key_again(office, document_id, gross="595.30")
    with pytest.raises(Refusal, match="not_for_the_maker"):
        settle(office, document_id, gross="559.30")
    settle(office, document_id, "emil", gross="559.30")
    assert entries(office)["gross"] == "second_wrong"
    assert office.finish("DE") == {document_id}


def test_whoever_verified_it_does_not_decide_on_its_differences(office: Office) -> None:
    document_id = drawn(office)
    hire(office, "emil", {"DE": ("payables.second_entry",)})
    hire(office, "frida", {"DE": ("payables.clerk", "payables.second_entry")})
    with office.acting("DE") as actor, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_decision (client_id, document_id, version, step, outcome, checker_id, four_eyes, reason, rules_hash, at)"
            " VALUES (%s, %s, 1, 'verify', 'approved', %s, false, '', '', now())",
            [*actor.clients, document_id, office.people["frida"]],
        )
    key_again(office, document_id, gross="595.30")
    with pytest.raises(Refusal, match="a_third_decides"):
        settle(office, document_id, "frida", gross="559.30")


def test_what_somebody_puts_right_unasked_is_counted_and_stops_the_rule(office: Office) -> None:
    (outcome,) = bring(office, count=1, price=Decimal("9000.00"))  # no earlier invoice was that high
    document_id = outcome.document_id
    passed = {one.field for one in office.checked("DE", document_id).findings if one.key.endswith("passed_unseen")}
    assert "number" in passed
    office.save("DE", document_id, "anna", number="RE-2026-9999")
    assert rows(office, "SELECT field FROM spotchecks_correction") == [("number",)]
    assert rows(office, "SELECT field, rule, checked, wrong FROM spotchecks_stop") == [("number", "history", 1, 1)]
    with office.acting("DE"):
        (rate,) = [one for one in spotchecks.rates() if one.field == "number" and one.rule == "history"]
        assert (rate.passed, rate.checked, rate.corrected) == (1, 0, 1)
        assert [one.document_id for one in spotchecks.behind(rate, "corrected")] == [document_id]
    office.save("DE", document_id, "anna", number="RE-2026-0820")
    assert rows(office, "SELECT field FROM spotchecks_correction") == []


def test_a_rule_that_errs_is_stopped_until_two_people_let_it_pass_again(office: Office) -> None:
    document_id = drawn(office)
    key_again(office, document_id, number="RE-2026-9999")
    settle(office, document_id, number="RE-2026-9999")
    ((stop_id, field, rule, wrong),) = rows(office, "SELECT id, field, rule, wrong FROM spotchecks_stop")
    assert (field, rule, wrong) == ("number", "history", 1)
    (outcome,) = office.bring(printed(replace(NO_ID, number="RE-2026-0899")), client="DE")
    assert outcome.outcome == "task"
    ((evidence,),) = [(one.evidence,) for one in outcome.findings if one.field == "number" and one.key.endswith("read_by_machine")]
    assert evidence["missing"] == "documents.passing.stopped"
    with office.acting("DE", "anna") as actor:
        with pytest.raises(Refusal, match="not_stopped"):
            spotchecks.allow(stop_id, actor)
        spotchecks.ask_to_allow(stop_id, "The supplier has a new form of numbers.", actor)
    with pytest.raises(IntegrityError, match="four_eyes"), office.acting("DE", "anna") as actor:
        spotchecks.allow(stop_id, actor)
    with office.acting("DE", "bert") as actor:
        spotchecks.allow(stop_id, actor)
    (outcome,) = office.bring(printed(replace(NO_ID, number="RE-2026-0900")), client="DE")
    assert "number" in {one.field for one in outcome.findings if one.key.endswith("passed_unseen")}
