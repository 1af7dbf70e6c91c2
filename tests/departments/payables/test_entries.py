"""Invoices become the entries that accountants of each country expect."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.departments.payables.entering import House, accounts, booked, effect_of, foreign, read_and_completed, the_entry, the_item, typed
from tests.engines.einvoice.drafts import (
    BUERO,
    COMMUNITY,
    CREDIT,
    GERMAN,
    INDONESIAN,
    JODLA,
    POLISH,
    POLISH_ABROAD,
    POLISH_CORRECTION,
    POLISH_EURO,
    PREPAID,
    REVERSE_CHARGE,
)

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.suggesting import suggest
from kantor.engines.einvoice.writers import Draft, DraftLine, Vat, cii, coretax, fa3, ubl
from kantor.spine.cases import changed
from kantor.words import Reading

D = Decimal
TO_JODLA = replace(JODLA, contact=None)
LIPA_BUYS = replace(POLISH, buyer=TO_JODLA, seller=replace(POLISH.buyer, mailbox=JODLA.mailbox, contact=JODLA.contact))


def goods(**changes: str) -> dict[str, object]:
    """An open order line for 40 packs at 4.35, received."""
    line = {"id": 9, "order_number": "B-4711", "line": "1", "article": "KP-80", "name": "Kopierpapier A4 <weiß>", "unit": "H87"}
    amounts = {"ordered": "40", "received": "40", "invoiced": "0", "price": "4.35", "currency": "EUR"}
    return {**line, **amounts, "clearing": True, "account": "", "cost_centre": "", **changes}


@pytest.mark.parametrize("write", [ubl.write, cii.write])
def test_a_german_invoice_with_three_rates(write: object) -> None:
    data = write(GERMAN)  # type: ignore[operator]
    # 174.00 at 19 %, 84.70 at 7 %, 180.00 exempt
    assert booked(data, "DE") == {"4806": D("438.70"), "1576": D("33.06"), "1571": D("5.93"), "1600": D("-477.69")}


def test_ordered_goods_clear_their_receipt() -> None:
    found = booked(ubl.write(GERMAN), "DE", [goods()])
    assert found == {"1799": D("174.00"), "4806": D("264.70"), "1576": D("33.06"), "1571": D("5.93"), "1600": D("-477.69")}


def test_a_price_below_the_order_is_a_difference_in_our_favour() -> None:
    found = booked(ubl.write(GERMAN), "DE", [goods(price="4.50")])
    assert (found["1799"], found["3899"]) == (D("180.00"), D("-6.00"))


def test_goods_ordered_in_another_currency_go_to_their_account_at_once() -> None:
    found = booked(ubl.write(GERMAN), "DE", [goods(currency="USD", account="3200")])
    assert found["3200"] == D("174.00")
    assert "1799" not in found


def test_a_credit_note_turns_every_side() -> None:
    house = House("DE", [goods()])
    done = effect_of(read_and_completed(ubl.write(CREDIT), house), house)
    assert accounts(the_entry(done)) == {"4806": D("-17.40"), "1576": D("-3.31"), "1600": D("20.71")}
    assert the_item(done).amount.amount == D("-20.71")
    assert done.of("claim") == ()
    assert done.of("follow_up") == ()


def test_what_was_paid_in_advance_lowers_what_is_owed() -> None:
    house = House("DE")
    done = effect_of(read_and_completed(ubl.write(PREPAID), house), house)
    found = accounts(the_entry(done))
    assert (found["1510"], found["1600"]) == (D("-100.00"), D("-377.69"))
    assert the_item(done).amount.amount == D("377.69")


def test_an_invoice_paid_in_full_leaves_nothing_open() -> None:
    house = House("DE")
    done = effect_of(read_and_completed(ubl.write(replace(PREPAID, prepaid=D("477.69"))), house), house)
    assert accounts(the_entry(done))["1510"] == D("-477.69")
    assert done.of("open_item") == ()


def test_services_from_another_member_state_are_taxed_by_the_buyer() -> None:
    """Germany to Poland, art. 28b: 240.00 euros at 4.30 are 1,032.00 zloty; 23 % of it on both sides."""
    house = House("PL")
    reading = with_rate(REVERSE_CHARGE, "4.30", house)
    assert reading.rows("taxes")[0]["tax_code"].text == "IU23"
    entry = the_entry(effect_of(reading, house))
    assert accounts(entry) == {"409": D("1032.00"), "222-42": D("237.36"), "221-3": D("-237.36"), "201": D("-1032.00")}
    assert foreign(entry) == 0


def test_goods_from_another_member_state_are_an_acquisition() -> None:
    """Poland to Germany, § 1a UStG: 19 % on 800.00 on both sides (E19); the services beside them under § 13b (R19E)."""
    found = booked(fa3.write(POLISH_ABROAD), "DE")
    assert (found["1574"], found["1774"]) == (D("152.00"), D("-152.00"))
    assert (found["1577"], found["1787"]) == (D("28.50"), D("-28.50"))
    assert (found["4806"], found["1600"]) == (D("950.00"), D("-950.00"))


def test_goods_from_germany_are_an_acquisition_in_poland() -> None:
    house = House("PL")
    entry = the_entry(effect_of(with_rate(COMMUNITY, "4.30", house), house))
    # 400 at 4.10 are 1,640.00 euros, 7,052.00 zloty; 23 % are 1,621.96
    assert accounts(entry) == {"409": D("7052.00"), "222-41": D("1621.96"), "221-2": D("-1621.96"), "201": D("-7052.00")}


def with_rate(draft: Draft, rate: str, house: House) -> Reading:
    """The reading with the rate that a person typed."""
    return suggest(changed(read_and_completed(ubl.write(draft), house), {"exchange_rate": rate}), house)


def test_a_polish_invoice_at_home() -> None:
    found = booked(fa3.write(LIPA_BUYS), "PL")
    assert found == {"409": D("1440.00"), "222-23": D("276.00"), "222-05": D("10.00"), "201": D("-1726.00")}


def test_a_polish_invoice_in_euros_is_booked_at_the_rate_it_states() -> None:
    house = House("PL")
    draft = replace(POLISH_EURO, buyer=LIPA_BUYS.buyer, seller=LIPA_BUYS.seller, prepaid=D(0))
    done = effect_of(read_and_completed(fa3.write(draft), house), house)
    entry = the_entry(done)
    assert accounts(entry) == {"409": D("5994.80"), "222-23": D("1181.83"), "222-05": D("42.82"), "201": D("-7219.45")}
    assert (the_item(done).amount.amount, the_item(done).local_amount.amount) == (D("1686.00"), D("7219.45"))
    assert foreign(entry) == 0


def test_a_polish_correction_books_the_difference() -> None:
    draft = replace(POLISH_CORRECTION, buyer=LIPA_BUYS.buyer, seller=LIPA_BUYS.seller)
    house = House("PL")
    done = effect_of(read_and_completed(fa3.write(draft), house), house)
    assert accounts(the_entry(done)) == {"409": D("-105.00"), "222-23": D("-24.15"), "201": D("129.15")}
    assert the_item(done).amount.amount == D("-129.15")


def test_half_of_the_tax_on_a_passenger_car_is_cost() -> None:
    """Art. 86a ustawy o VAT: a person chooses Z23P; 276.00 tax, of which 138.00 may be deducted."""
    house = House("PL")
    draft = replace(LIPA_BUYS, lines=LIPA_BUYS.lines[:1])
    reading = changed(read_and_completed(fa3.write(draft), house), {"taxes.0.tax_code": "Z23P"})
    assert accounts(the_entry(effect_of(reading, house))) == {"409": D("1338.00"), "222-23": D("138.00"), "201": D("-1476.00")}


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("invoice", {("010-3", "Z23T"): D(1200), ("409", "Z23"): D(570), ("222-23", "Z23T"): D(276), ("222-23", "Z23"): D("131.10")}),
        ("payment", {("010-3", "Z23W"): D(1200), ("409", "Z23W"): D(570), ("222-91", "Z23W"): D("407.10")}),
    ],
)
def test_what_is_bought_as_an_asset_is_declared_apart_in_poland(due: str, expected: dict[tuple[str, str], Decimal]) -> None:
    """Boxes K_40 and K_41; tax that waits for the payment waits as it does for everything else."""
    house = House("PL")
    house[questions.asset_account("010-3")] = True
    if due == "payment":
        house.client = {**house.client, "vat_due": [("2026-01-01", "payment")]}
    line = LIPA_BUYS.lines[0]
    draft = replace(LIPA_BUYS, lines=(line, replace(line, name="Papier", price=line.price / 2)))
    reading = changed(read_and_completed(fa3.write(draft), house), {"lines.0.account": "010-3"})
    entry = the_entry(effect_of(reading, house))
    assert {(one.account, one.tax_code): one.balance for one in entry.postings if one.account != "201"} == expected
    alone = changed(reading, {"lines.1.account": "010-3"})
    assert {one.tax_code for one in the_entry(effect_of(alone, house)).postings if one.account != "201"} == {min(expected)[1]}


def test_tax_that_may_not_be_deducted_is_cost() -> None:
    """A Polish supplier charges its own 23 % for something taxed there: § 15 UStG gives nothing back."""
    draft = replace(POLISH, currency="EUR", exchange_rate=D("4.30"), buyer=replace(BUERO, contact=None), lines=POLISH.lines[:1])
    found = booked(fa3.write(draft), "DE")
    assert found == {"4806": D("1476.00"), "1600": D("-1476.00")}


def test_indonesian_input_tax_is_twelve_percent_of_eleven_twelfths() -> None:
    """PMK 131/2024: 11,300,000 rupiah, DPP nilai lain 10,358,333.33, PPN 12 % of that: 1,243,000."""
    line = DraftLine(name="Biji kopi arabika", quantity=D(40), price=D(282500), vat=Vat("S", D(12)), unit="KGM")
    house = House("ID")
    reading = read_and_completed(coretax.write([replace(INDONESIAN, lines=(line,))]), house)
    assert reading.text("net") == reading.rows("taxes")[0]["base"].text
    entry = the_entry(effect_of(reading, house))
    assert accounts(entry) == {"6-1900": D("11300000"), "1-1600": D("1243000"), "2-1100": D("-12543000")}


def test_tax_that_a_collector_pays_to_the_state_is_not_owed_to_the_seller() -> None:
    """Faktur pajak with code 03: the buyer owes the price alone; the PPN stands on both sides."""
    line = DraftLine(name="Biji kopi arabika", quantity=D(40), price=D(282500), vat=Vat("S", D(12)), unit="KGM")
    house = House("ID")
    reading = read_and_completed(coretax.write([replace(INDONESIAN, lines=(line,), transaction_code="03")]), house)
    done = effect_of(reading, house)
    expected = {"6-1900": D("11300000"), "1-1600": D("1243000"), "2-1520": D("-1243000"), "2-1100": D("-11300000")}
    assert accounts(the_entry(done)) == expected
    assert the_item(done).amount.amount == D("11300000")


def test_a_claim_is_made_in_the_unit_of_the_order() -> None:
    house = House("DE", [goods(unit="DZN", ordered="10", received="10", price="52.20")])
    done = effect_of(read_and_completed(ubl.write(GERMAN), house), house)
    (claim,) = done.of("claim")
    assert (claim.key, claim.quantity.quantize(D("0.0001"))) == ("9", D("3.3333"))


def test_the_rate_follows_from_the_tax_that_the_invoice_states_in_our_currency() -> None:
    """BT-6 and BT-111: 19.00 euros of VAT are 81.70 zloty, so a euro is 4.30."""
    house = House("PL")
    values = {
        "supplier_vat_id": "DE136695976",
        "supplier_country": "DE",
        "number": "7",
        "type_code": "380",
        "issued_on": "2026-03-02",
        "currency": "EUR",
        "net": "100.00",
        "vat": "19.00",
        "gross": "119.00",
        "payable": "119.00",
        "local_vat": "81.70",
    }
    ours = suggest(typed(values | {"local_currency": "PLN"}, lines=[{"name": "Hotel", "net": "100.00"}]), house)
    assert (ours.number("exchange_rate"), ours.text("local_gross")) == (D("4.3"), "511.70")
    theirs = suggest(typed(values | {"local_currency": "CZK"}, lines=[{"name": "Hotel", "net": "100.00"}]), house)
    assert theirs.text("exchange_rate") == ""


def test_an_advance_is_no_cost_and_its_tax_comes_off_the_final_invoice() -> None:
    """An advance of 100.00 and 19.00 VAT; then 322.00 and 61.18 VAT, of which 119.00 is paid and 19.00 was deducted before."""
    house = House("DE")
    line = {"name": "Maschine", "net": "100.00"}
    head = {"supplier_vat_id": "DE136695976", "supplier_country": "DE", "number": "A-1", "issued_on": "2026-03-02", "currency": "EUR"}
    advance = head | {"type_code": "386", "net": "100.00", "vat": "19.00", "gross": "119.00", "payable": "119.00"}
    first = accounts(the_entry(effect_of(suggest(typed(advance, lines=[line]), house), house)))
    assert first == {"1510": D("100.00"), "1576": D("19.00"), "1600": D("-119.00")}
    final = head | {"type_code": "380", "net": "322.00", "vat": "61.18", "gross": "383.18", "payable": "264.18"}
    paid = {"prepaid": "119.00", "prepaid_vat": "19.00"}
    second = accounts(the_entry(effect_of(suggest(typed(final | paid, lines=[line | {"net": "322.00"}]), house), house)))
    assert second == {"4806": D("322.00"), "1576": D("42.18"), "1510": D("-100.00"), "1600": D("-264.18")}


def test_every_step_of_the_discount_is_kept_the_best_first() -> None:
    house = House("DE")
    draft = replace(GERMAN, cash_discounts=((7, D("3.00")), (14, D("2.00"))))
    item = the_item(effect_of(read_and_completed(ubl.write(draft), house), house))
    assert [(until.isoformat(), money.amount) for until, money in item.discounts] == [("2026-03-09", D("14.33")), ("2026-03-16", D("9.55"))]
    typed_over = changed(read_and_completed(ubl.write(draft), house), {"discount_until": "2026-03-12", "discount_percent": "4"})
    item = the_item(effect_of(suggest(typed_over, house), house))
    assert [(until.isoformat(), money.amount) for until, money in item.discounts] == [("2026-03-12", D("19.11"))]


def test_a_deposit_beside_the_invoice_is_owed_and_waits_on_the_suspense_account() -> None:
    """Kaucja of the Polish deposit system: 30.00 and 1.50 VAT, and 5.00 for the bottles."""
    house = House("PL")
    values = {"supplier_vat_id": "PL5260001246", "supplier_country": "PL", "number": "1", "issued_on": "2026-03-02", "currency": "PLN"}
    amounts = {"type_code": "380", "net": "30", "vat": "1.5", "gross": "31.5", "surcharges": "5", "payable": "36.5"}
    done = effect_of(suggest(typed(values | amounts, lines=[{"name": "Napój", "net": "30"}]), house), house)
    found = accounts(the_entry(done))
    assert (found["222-05"], found["201"], the_item(done).amount.amount) == (D("1.50"), D("-36.50"), D("36.50"))
    assert sorted(found.values()) == [D("-36.50"), D("1.50"), D("5.00"), D("30.00")]
