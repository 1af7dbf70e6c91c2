"""Lines as payers write them, the items that they mean, and what must hold for any of them."""

from datetime import date
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kantor.engines.reconciling import Book, Decided, Known, Line, OpenItem, Outcome, Party, Settled, learned, match, suggest

TODAY = date(2026, 6, 1)
BAKER = Party(1, ("Bäckerei Krüger Lübeck e.K.",), ("DE1",), ("10017",))
BUILDER = Party(2, ("Müller Bau GmbH",), ("DE2",))
TWIN = Party(3, ("Mueller Bau AG",))
STEEL = Party(4, ("PT Baja Jaya",))
PARTIES = (BAKER, BUILDER, TWIN, STEEL)


def item(id_: int, reference: str, amount: int, **other: Any) -> OpenItem:
    given = {"side": "receivable", "party_id": 1, "currency": "EUR", "local_open": amount, "issued_on": date(2026, 5, 1)}
    return OpenItem(id=id_, open=amount, references=(reference,), **{**given, "due_on": date(2026, 5, 31), **other})


def line(amount: int, text: str, **other: Any) -> Line:
    return Line(**{"id": 1, "booked_on": TODAY, "amount": amount, "currency": "EUR", "text": text, **other})


def matched(given: Line, *items: OpenItem, **known: Any) -> Outcome:
    return suggest(given, Book(items, PARTIES, known=Known(**known)))


def settled_by(outcome: Outcome) -> dict[int, int]:
    return {share.item_id: share.amount for share in outcome.proposals[0].shares}


@pytest.mark.parametrize(
    "text",
    [
        "RE-2026-004711",
        "Rechnung RE2026004711 vom 03.05.",
        "RG.2026/004711",
        "re 2026 004711",
        "SVWZ+RECHNUNG RE-2026-00\n4711",
        "Zahlung 2026004711 KD 10017",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    outcome = matched(line(11_900, text), item(5, "RE-2026-004711", 11_900), item(6, "RE-2026-004712", 11_900))
    assert outcome.posts
    assert settled_by(outcome) == {5: 11_900}


@pytest.mark.parametrize("text", ["Rg 4711", "FV 4711", "RE 2O26-004711", "RE-2026-004771", "RE-2026-04711"])
def test_a_part_of_a_number_or_a_slip_is_enough_when_payer_and_amount_agree(text: str) -> None:
    outcome = matched(line(11_900, text, iban="DE1"), item(5, "RE-2026-004711", 11_900), item(6, "RE-2026-000815", 5_000))
    assert outcome.posts
    assert settled_by(outcome) == {5: 11_900}


@pytest.mark.parametrize(
    "text", ["RE-2026-004711-4713", "RE 2026-004711 bis 4713", "2026004711, 12, 13", "RE-2026-004711 / 4712 / 4713", "4711 4712 4713"]
)
def test_ranges_and_abbreviated_numbers_mean_all_of_them(text: str) -> None:
    items = [item(number, f"RE-2026-00{number}", 10_000 + number) for number in (4710, 4711, 4712, 4713, 4714)]
    outcome = matched(line(30_000 + 4711 + 4712 + 4713, text, iban="DE1"), *items)
    assert outcome.posts
    assert set(settled_by(outcome)) == {4711, 4712, 4713}


def test_a_list_that_was_cut_off_is_completed_by_what_makes_up_the_rest() -> None:
    items = [item(number, f"RE-2026-00{number}", amount) for number, amount in ((4711, 12_345), (4715, 67_890), (4720, 4_321))]
    outcome = matched(line(12_345 + 67_890, "RE-2026-004711, RE-2026-00", iban="DE1"), *items)
    assert settled_by(outcome) == {4711: 12_345, 4715: 67_890}


def test_a_cash_discount_in_time_is_taken_off_and_a_late_one_is_asked_about() -> None:
    owed = item(5, "RE-2026-004711", 10_000, discounts=((date(2026, 6, 1), 300),))
    in_time = matched(line(9_700, "RE-2026-004711", iban="DE1"), owed)
    assert in_time.posts
    assert in_time.proposals[0].shares[0].deductions == (("discount", 300),)
    late = matched(line(9_700, "RE-2026-004711", iban="DE1", booked_on=date(2026, 6, 5)), owed)
    assert not late.posts
    kinds = [one.pattern.split("+")[-1] for one in late.proposals]
    assert kinds[:2] == ["late_discount", "fee"]
    assert "nearly" in kinds


def test_charges_that_the_line_states_are_taken_off_without_asking_others_not() -> None:
    owed = item(5, "RE-2026-004711", 100_000)
    stated = matched(line(98_450, "RE-2026-004711", charges=1_550), owed)
    assert stated.posts
    assert stated.proposals[0].shares[0].deductions == (("fee", 1_550),)
    assert not matched(line(98_450, "RE-2026-004711"), owed).posts


def test_a_part_payment_leaves_the_rest_open() -> None:
    outcome = matched(line(4_000, "RE-2026-004711 a conto", iban="DE1"), item(5, "RE-2026-004711", 11_900))
    assert outcome.posts
    assert settled_by(outcome) == {5: 4_000}


def test_what_is_owed_in_another_currency_is_settled_by_the_amount_that_was_ordered() -> None:
    owed = item(5, "INV/2026/05/00123", 1_500_000_00, currency="IDR", local_open=8_600, party_id=4)
    paid = line(8_512, "INV/2026/05/00123", original_amount=1_500_000_00, original_currency="IDR")
    outcome = matched(paid, owed)
    assert outcome.posts
    assert outcome.proposals[0].exchanged
    assert settled_by(outcome) == {5: 1_500_000_00}


def test_two_items_that_fit_alike_are_never_posted_by_themselves() -> None:
    outcome = matched(line(11_900, "Vielen Dank", iban="DE1"), item(5, "RE-2026-004711", 11_900), item(6, "RE-2026-004799", 11_900))
    assert not outcome.posts
    assert outcome.held_back == "another_fits"
    assert {tuple(settled_by(outcome)), (outcome.proposals[1].shares[0].item_id,)} == {(5,), (6,)}


def test_names_that_differ_in_the_legal_form_alone_are_told_apart_by_it() -> None:
    items = [item(5, "RE-2026-004711", 11_900, party_id=2), item(6, "RE-2026-004712", 11_900, party_id=3)]
    assert settled_by(matched(line(11_900, "Zahlung", name="MÜLLER BAU AG"), *items)) == {6: 11_900}
    cut_off = matched(line(11_900, "Zahlung", name="MUELLER BAU"), *items)
    assert not cut_off.posts
    assert cut_off.proposals[0].pattern == "none+alike+exact"


def test_somebody_elses_account_is_asked_about_until_people_said_for_whom_it_pays() -> None:
    owed = item(5, "RE-2026-004711", 11_900)
    paid = line(11_900, "RE-2026-004711", iban="DE2")
    asked = matched(paid, owed)
    assert not asked.posts
    assert "other_payer" in [evidence.key for evidence in asked.proposals[0].evidence]
    lessons = learned([Decided(asked.proposals[0].pattern, True, "DE2", "", paid.text, 1)])
    assert matched(paid, owed, lessons=lessons).posts


def test_a_batch_that_the_bank_booked_as_one_sum_is_all_of_its_payments() -> None:
    ordered = [
        item(id_, f"{id_}/26", amount, side="transit", party_id=id_, payment_ids=(f"KANTOR-1-9-{id_}", "RUN-9"))
        for id_, amount in ((1, 10_000), (2, 25_050), (3, 7_777))
    ]
    outcome = matched(line(-42_827, "SAMMELUEBERWEISUNG 3 POSTEN"), *ordered, item(9, "RE-2026-004711", 42_827))
    assert outcome.posts
    assert settled_by(outcome) == {1: 10_000, 2: 25_050, 3: 7_777}
    single = matched(line(-25_050, "EREF+KANTOR-1-9-2 SVWZ+2/26"), *ordered)
    assert single.posts
    assert settled_by(single) == {2: 25_050}


def test_a_return_reopens_what_it_gives_back() -> None:
    before = Settled(77, date(2026, 5, 20), 11_900, "EUR", 1, "DE1", "DD-9", ("RE-2026-004711",), ((5, 11_900),))
    outcome = matched(line(-11_900, "Rücklastschrift", end_to_end_id="DD-9", return_reason="AM04"), settled=(before,))
    assert outcome.posts
    assert outcome.proposals[0].reopens == 77
    assert outcome.proposals[0].rests[0].kind == "given_back"


def test_the_second_of_two_equal_payments_is_said_to_be_one() -> None:
    lines = [line(11_900, "RE-2026-004711", id=number, iban="DE1") for number in (1, 2)]
    first, second = match(lines, Book([item(5, "RE-2026-004711", 11_900)], PARTIES))
    assert first.posts
    assert not second.posts
    assert second.proposals[0].rests[0].kind == "paid_twice"


def test_lines_that_claim_one_item_without_naming_it_both_ask() -> None:
    lines = [line(11_900, "Zahlung", id=number, iban="DE1") for number in (1, 2)]
    outcomes = match(lines, Book([item(5, "RE-2026-004711", 11_900)], PARTIES))
    assert [outcome.held_back for outcome in outcomes] == ["contested", "contested"]


def test_a_pattern_that_people_change_is_not_posted_any_more() -> None:
    owed, paid = item(5, "RE-2026-004711", 11_900), line(11_900, "Danke", iban="DE1")
    assert matched(paid, owed).proposals[0].pattern == "none+iban+exact"
    lessons = learned([Decided("none+iban+exact", False, "DE9", "", "Danke", 3)] * 2)
    assert matched(paid, owed, lessons=lessons).held_back == "often_changed"


def test_a_text_that_people_book_to_an_account_is_booked_there_after_the_third_time() -> None:
    paid = line(-1_250, "ENTGELTABSCHLUSS 06/2026 KONTO 4711")
    decided = Decided("", False, "", "", "Entgeltabschluss 05/2026 Konto 4711", 0, "4970")
    assert not matched(paid, lessons=learned([decided] * 2)).posts
    outcome = matched(paid, lessons=learned([decided] * 3))
    assert outcome.posts
    assert outcome.proposals[0].account == "4970"


AMOUNTS = st.integers(1, 8).map(lambda number: number * 2_500) | st.integers(100, 90_000)
OWED = st.lists(st.tuples(AMOUNTS, st.integers(1, 3), st.sampled_from([1, 1, 1, -1]), st.booleans()), min_size=1, max_size=14)
WRITTEN = st.lists(
    st.tuples(st.lists(st.integers(0, 13), max_size=4), st.sampled_from([0, 0, -1, -300, 500]), st.sampled_from(["", "DE1", "DE2", "XX"])),
    min_size=1,
    max_size=10,
)


def _office(owed: list[Any], written: list[Any]) -> tuple[list[OpenItem], list[Line]]:
    items = [
        item(number, f"RE-2026-{4700 + number:06d}", amount * sign, party_id=party_id, discounts=((TODAY, amount // 50),) if cheap else ())
        for number, (amount, party_id, sign, cheap) in enumerate(owed, start=1)
    ]
    lines = []
    for number, (named, off, iban) in zip(count(1), written, strict=False):
        chosen = [items[at] for at in named if at < len(items)]
        amount = sum(one.open for one in chosen) + off or 2_500
        text = " ".join(one.references[0] if at % 3 else "" for at, one in enumerate(chosen, start=number))
        lines.append(line(amount, text, id=number, iban=iban))
    return items, lines


@settings(max_examples=150, deadline=None)
@given(OWED, WRITTEN, st.randoms(use_true_random=False))
def test_whatever_comes_adds_up_settles_nothing_twice_and_does_not_depend_on_the_order(owed: Any, written: Any, chance: Random) -> None:
    items, lines = _office(owed, written)
    outcomes = match(lines, Book(items, PARTIES))
    by_line, open_ = {one.id: one for one in lines}, {one.id: one.open for one in items}
    taken: dict[int, int] = dict.fromkeys(open_, 0)
    for outcome in outcomes:
        for proposal in outcome.proposals:
            assert (
                sum(share.paid for share in proposal.shares) + sum(rest.amount for rest in proposal.rests)
                == by_line[outcome.line_id].amount
            )
            assert all(share.amount == share.paid + sum(less for _, less in share.deductions) for share in proposal.shares)
            assert len({share.item_id for share in proposal.shares}) == len(proposal.shares)
        for share in outcome.proposals[0].shares if outcome.posts else ():
            taken[share.item_id] += share.amount
    assert all(0 <= taken[id_] <= open_[id_] or open_[id_] <= taken[id_] <= 0 for id_ in open_)
    shuffled_items, shuffled_lines = list(items), list(lines)
    chance.shuffle(shuffled_items)
    chance.shuffle(shuffled_lines)
    assert match(shuffled_lines, Book(shuffled_items, PARTIES[::-1])) == outcomes


@settings(max_examples=100, deadline=None)
@given(st.integers(500, 90_000), st.sampled_from(["", "Zahlung", "KD 10017"]), st.sampled_from(["", "DE1"]))
def test_of_two_items_alike_none_is_posted_unless_it_is_named(amount: int, text: str, iban: str) -> None:
    twins = [item(5, "RE-2026-004711", amount), item(6, "RE-2026-008822", amount)]
    (outcome,) = match([line(amount, text, iban=iban)], Book(twins, PARTIES))
    assert not outcome.posts
