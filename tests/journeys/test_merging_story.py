"""One supplier was taken up twice: two people merge them, everything follows, and the reversal leaves both as they were."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.seat import seat, text, version
from tests.engines.einvoice.drafts import GERMAN, PAPIER, S19
from tests.journeys.office import IBANS, Office, open_office, supplier

from kantor.engines.einvoice.writers import Account as DraftAccount
from kantor.engines.einvoice.writers import Draft, DraftLine
from kantor.spine import facts, parties
from kantor.spine.documents import Refusal
from kantor.words import Ask
from kantor.words.party import NewParty

D = Decimal
TYPE = "masterdata.party_merge"
SERVICE = DraftLine(name="Wartung", quantity=D(1), price=D("1000.00"), vat=S19)
INVOICE = replace(GERMAN, order_number="", lines=(SERVICE,))
OTHER_IBAN = "DE02120300000000202051"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def twin(office: Office, **given: Any) -> int:
    """The same company, taken up again without its VAT id, under another account and address."""
    first = supplier(PAPIER, OTHER_IBAN)
    values = {
        "name": "Linde Papierhandel",
        "country": "DE",
        "from_on": first.from_on,
        "identifiers": (("tax", "21/815/08150"),),
        "email": "rechnung@linde.example",
        "accounts": first.accounts,
        **given,
    }
    with office.acting("DE") as actor:
        return parties.create_parties([NewParty(**values)], actor)[0]


def merged(office: Office, into: int, goes: int, **values: str) -> int:
    """Anna types the merge, bert decides."""
    filed = office.type_in("DE", "anna", TYPE, {"party_id": str(into), "merged_id": str(goes), "reason": "one company", **values})
    assert office.approve("DE", filed, "bert") == ""
    assert office.finish("DE", filed) == {filed}
    return filed


def reverse(office: Office, document_id: int) -> int:
    values = {"document": str(document_id), "booked_on": "2026-03-10", "reason": "two companies after all"}
    filed = office.type_in("DE", "anna", "office.reversal", values)
    assert office.approve("DE", filed, "bert") == ""
    office.finish("DE", filed)
    return filed


def booked(office: Office, draft: Draft = INVOICE) -> int:
    (outcome,) = office.bring(draft, client="DE")
    if outcome.outcome != "effect":
        office.save("DE", outcome.document_id, "anna", **{f"lines__{at}__account": "4806" for at in range(len(draft.lines))})
        office.approve("DE", outcome.document_id, "anna")
        assert office.finish("DE", outcome.document_id)
    return outcome.document_id


def rows(office: Office, model: str = "parties.Party") -> list[dict[str, Any]]:
    with office.acting("DE"):
        return list(apps.get_model(model).objects.order_by("id").values())


def answer(office: Office, question: str, *about: str) -> Any:
    with office.acting("DE") as actor:
        return facts.ask([Ask(question, about)], actor.at.date())[Ask(question, about)]


def test_an_invoice_of_the_old_vat_id_lands_on_the_one_that_stays_and_back(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    before = rows(office), rows(office, "parties.Identifier"), rows(office, "parties.BankAccount")
    first = booked(office)
    merge = merged(office, into=new, goes=old)
    second = booked(office, replace(INVOICE, number="RE-2"))
    assert (office.row("DE", first).party_id, office.row("DE", second).party_id) == (old, new)
    assert [item.party_id for item in office.open_items("DE")] == [old, new]
    reverse(office, merge)
    assert (rows(office), rows(office, "parties.Identifier"), rows(office, "parties.BankAccount")) == before
    third = booked(office, replace(INVOICE, number="RE-3"))
    assert [office.row("DE", one).party_id for one in (first, second, third)] == [old, new, old]


def test_what_is_known_of_either_is_known_of_the_one_that_stays(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    booked(office)
    merged(office, into=new, goes=old)
    for about in ((PAPIER.vat_id, "", "", ""), ("", IBANS["DE"], "", ""), ("", OTHER_IBAN, "", ""), ("", "", "21 815 08150", "")):
        assert answer(office, "parties.supplier", *about)["id"] == new
    assert [one["id"] for one in answer(office, "parties.supplier", "", "", "", PAPIER.name)["suggested"]] == [new]
    assert {one["iban"] for one in answer(office, "parties.bank_accounts", str(new))} == {IBANS["DE"], OTHER_IBAN}
    assert answer(office, "ledger.history", str(new))["last"]["account"] == "4806"
    assert len(answer(office, "ledger.open_items", str(new))) == 1
    (same,) = answer(office, "payables.same_number", str(new), "re 2026 0815", "1190.00", "EUR", "2026-03-02")
    assert same["same_number"]
    with office.acting("DE"):
        assert [one.id for one in parties.search(PAPIER.name)] == [new]
        assert old not in [one.id for one in parties.listed([office.clients["DE"]])]


def test_the_same_invoice_under_the_old_and_the_new_number_is_a_duplicate(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    booked(office)
    merged(office, into=new, goes=old)
    (outcome,) = office.bring(replace(INVOICE, note="Zweitschrift"), client="DE")
    assert "payables.supplier_invoice.duplicate" in office.findings("DE", outcome.document_id)


def test_what_a_clerk_taught_for_either_is_suggested_for_the_one_that_stays(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    booked(office)
    merged(office, into=new, goes=old)
    taught = answer(office, "documents.lessons", "payables.supplier_invoice", f"party:{new}")
    assert {one["value"] for one in taught.values()} == {"4806"}


def test_orders_of_the_one_that_went_match_invoices_of_the_one_that_stays(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    office.order("DE", "B-1", {"line": "1", "name": "Wartung", "quantity": "1", "unit": "H87", "price": "1000.00", "account": "4806"})
    merged(office, into=new, goes=old)
    (outcome,) = office.bring(replace(INVOICE, order_number="B-1"), client="DE")
    checked = office.checked("DE", outcome.document_id)
    assert checked.reading.text("supplier_id") == str(new)
    assert checked.reading.rows("lines")[0]["account"].source.path == "order"


def test_a_run_pays_both_under_one_name_to_the_accounts_agreed_for_both(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    booked(office)
    merge = merged(office, into=new, goes=old)
    booked(office, replace(INVOICE, number="RE-2", account=DraftAccount(iban=OTHER_IBAN, holder=PAPIER.name)))
    run = office.propose("DE", "anna")
    assert run is not None
    assert office.findings("DE", run) == set()
    assert {row["creditor"].text for row in office.checked("DE", run).reading.rows("payments")} == {"Linde Papierhandel"}
    assert office.approve("DE", run, "bert") == ""
    assert office.finish("DE", run) == {run}
    assert {(row["party_id"], row["iban"]) for row in rows(office, "treasury.Payment")} == {(new, IBANS["DE"]), (new, OTHER_IBAN)}
    assert office.open_items("DE") == []
    # what is paid is taken off the partner it was booked on, so that each one's postings still add up once they are apart again
    posted: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows(office, "ledger.Posting"):
        if row["party_id"]:
            posted[row["party_id"]] += row["dr"] - row["cr"]
    assert posted == {old: 0, new: 0}
    reverse(office, merge)
    assert {row["party_id"] for row in rows(office, "treasury.Payment")} == {new}


def test_a_block_of_either_holds_for_both_until_it_is_lifted(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    booked(office)
    block = office.type_in("DE", "anna", "masterdata.block", {"party_id": str(old), "action": "block", "reason": "fraud"})
    office.approve("DE", block, "bert")
    office.finish("DE", block)
    merge = merged(office, into=new, goes=old)
    assert answer(office, "parties.party", str(new))["blocked"] is True
    assert office.propose("DE", "anna") is None
    lifted = office.type_in("DE", "anna", "masterdata.block", {"party_id": str(new), "action": "lift", "reason": "settled"})
    office.approve("DE", lifted, "bert")
    assert office.finish("DE", lifted) == {lifted}
    assert answer(office, "parties.party", str(new))["blocked"] is False
    assert office.propose("DE", "anna") is not None
    reverse(office, merge)
    assert answer(office, "parties.party", str(old))["blocked"] is False


def test_a_new_document_for_the_one_that_went_says_which_one_to_use(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    (waiting,) = office.bring(INVOICE, client="DE")
    merged(office, into=new, goes=old)
    filed = office.type_in("DE", "anna", "masterdata.block", {"party_id": str(old), "action": "block", "reason": "fraud"})
    assert "documents.partner_merged" in office.findings("DE", filed)
    page = text(seat(office, "bert").get(f"/documents/{filed}/"))
    assert "was merged into 70002 Linde Papierhandel" in page
    # an invoice that waits is of the one that stays as soon as somebody touches it
    office.save("DE", waiting.document_id, "anna", lines__0__account="4806")
    assert office.row("DE", waiting.document_id).party_id == new


def test_nobody_merges_alone_and_nobody_reverses_alone(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    values = {"party_id": str(new), "merged_id": str(old), "reason": "one company"}
    filed = office.type_in("DE", "carla", TYPE, values)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", filed, "carla")


def test_values_of_the_one_that_goes_hold_where_they_were_chosen_until_the_reversal(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    merge = merged(office, into=new, goes=old, name="goes", payment_days="goes", address="goes")
    with office.acting("DE"):
        found = parties.party(new)
    assert found is not None
    assert (found.name, found.payment_days, found.email) == (PAPIER.name, 30, "rechnung@linde.example")
    assert [one["id"] for one in answer(office, "parties.supplier", "", "", "", "Linde Papierhandel")["suggested"]] == [new]
    reverse(office, merge)
    with office.acting("DE"):
        found = parties.party(new)
    assert found is not None
    assert (found.name, found.payment_days, found.address) == ("Linde Papierhandel", None, {})


def test_of_two_merges_agreed_at_the_same_time_the_second_waits_with_the_reason(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office)
    there = office.type_in("DE", "anna", TYPE, {"party_id": str(new), "merged_id": str(old), "reason": "one"})
    back = office.type_in("DE", "anna", TYPE, {"party_id": str(old), "merged_id": str(new), "reason": "one"})
    office.approve("DE", there, "bert")
    office.approve("DE", back, "bert")
    assert office.finish("DE") == {there}
    assert "parties.merged_already" in office.findings("DE", back)


def test_two_taxable_persons_are_not_merged(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office, identifiers=(("vat", "DE811569869"),))
    filed = office.type_in("DE", "anna", TYPE, {"party_id": str(new), "merged_id": str(old), "reason": "one"})
    assert "masterdata.merge_of_two_persons" in office.findings("DE", filed)
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", filed, "bert")


def test_a_supplier_of_another_client_is_not_there_to_be_merged(office: Office) -> None:
    filed = office.type_in(
        "DE", "anna", TYPE, {"party_id": str(office.suppliers["DE", "DE"]), "merged_id": str(office.suppliers["PL", "PL"]), "reason": "one"}
    )
    assert "masterdata.supplier_unknown" in office.findings("DE", filed)


def test_a_pair_is_found_compared_and_merged_at_the_desk(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office, name="Papierhaus Lindee")
    booked(office)
    anna = seat(office, "anna")
    assert f"/duplicates/{old}/{new}/" not in text(anna.get("/duplicates/")), "a worker has to compare them first"
    parties.compare(office.clients["DE"], office.now)
    found = text(anna.get("/duplicates/"))
    assert f"/duplicates/{old}/{new}/" in found
    page = text(anna.get(f"/duplicates/{old}/{new}/"))
    assert f"party={old}&amp;type=payables.supplier_invoice" in page
    assert f"/file/{TYPE}/?client={office.clients['DE']}&amp;party_id={new}&amp;merged_id={old}" in page
    form = drawn(text(anna.get(f"/file/{TYPE}/", {"client": office.clients["DE"], "party_id": new, "merged_id": old})))
    assert form["before:name"] == f"Papierhaus Lindee / {PAPIER.name}"
    answer = anna.post(f"/file/{TYPE}/", {**form, "name": "goes", "reason": "one company"})
    filed = int(answer.headers["Location"].split("/")[2])
    bert = seat(office, "bert")
    assert bert.post(f"/documents/{filed}/approve", {"version": version(bert, filed)}).status_code == 204
    assert office.finish("DE", filed) == {filed}
    assert f"/duplicates/{old}/{new}/" not in text(anna.get("/duplicates/"))
    assert f'href="/parties/{new}/"' in text(anna.get(f"/parties/{old}/"))
    assert f'href="/parties/{old}/"' not in text(anna.get("/suppliers/"))
    assert "RE-2026-0815" in text(anna.get(f"/parties/{new}/"))


def drawn(form: str) -> dict[str, str]:
    """What a browser would send of the form."""
    inputs = re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    selects = re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(?:(?!</select>).)*?<option value="([^"]*)" selected', form, re.DOTALL)
    return {key: unescape(value) for key, value in inputs + selects}


def test_what_somebody_found_to_be_two_is_not_suggested_again_and_said_to_whoever_merges_it(office: Office) -> None:
    old, new = office.suppliers["DE", "DE"], twin(office, name="Papierhaus Lindee")
    anna = seat(office, "anna")
    parties.compare(office.clients["DE"], office.now)
    anna.post(f"/duplicates/{old}/{new}/different", {"reason": ""})
    assert f"/duplicates/{old}/{new}/" in text(anna.get("/duplicates/"))
    anna.post(f"/duplicates/{old}/{new}/different", {"reason": "mother and daughter"})
    assert f"/duplicates/{old}/{new}/" not in text(anna.get("/duplicates/"))
    assert "mother and daughter" in text(anna.get(f"/duplicates/{old}/{new}/"))
    filed = office.type_in("DE", "anna", TYPE, {"party_id": str(new), "merged_id": str(old), "reason": "one"})
    assert office.findings("DE", filed) == {"masterdata.merge_told_apart"}


def test_nobody_compares_suppliers_of_other_clients(office: Office) -> None:
    anna = seat(office, "anna")
    assert anna.get(f"/duplicates/{office.suppliers['DE', 'DE']}/{office.suppliers['PL', 'PL']}/").status_code == 404


STEPS = st.lists(st.sampled_from(["invoice", "there", "back", "reverse"]), min_size=3, max_size=7)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(steps=STEPS)
def test_merging_and_undoing_moves_no_money_and_leaves_everybody_as_they_were(database: None, steps: list[str]) -> None:
    """Whatever is booked in between: the trial balance and what is owed change by the invoices alone."""
    with transaction.atomic():
        office = open_office()
        old, new = office.suppliers["DE", "DE"], twin(office)
        before = rows(office), rows(office, "parties.Identifier"), rows(office, "parties.BankAccount")
        merges: list[int] = []
        for number, step in enumerate(steps):
            books, owed = office.balances("DE"), sum(item.open.amount for item in office.open_items("DE"))
            office.now.forward(minutes=10)
            if step == "invoice":
                booked(office, replace(INVOICE, number=f"RE-{number}"))
                assert sum(item.open.amount for item in office.open_items("DE")) == owed + D("1190.00")
                continue
            if step == "reverse" and merges:
                reverse(office, merges.pop())
            elif step in ("there", "back") and not merges:
                pair = (new, old) if step == "there" else (old, new)
                merges.append(merged(office, *pair, name="goes"))
            assert (office.balances("DE"), sum(item.open.amount for item in office.open_items("DE"))) == (books, owed)
        for merge in reversed(merges):
            reverse(office, merge)
        named = [row for row in rows(office, "parties.Identifier") if row["ended_on"] is None]
        assert (rows(office), named, rows(office, "parties.BankAccount")) == before
        transaction.set_rollback(True)
