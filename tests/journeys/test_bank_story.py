"""What the bank says gets into the books: from the bytes of a statement to items settled, payments seen, and a suspense account that is
cleared line by line."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import GERMAN, PAPIER, S19
from tests.journeys.office import Office, open_office
from tests.journeys.test_customer_invoice_story import customer, sent, typed

from kantor.channels.door import File
from kantor.engines.einvoice.writers import DraftLine
from kantor.spine.cases import Outcome

D = Decimal
SERVICE = DraftLine(name="Wartung", quantity=D(1), price=D("1000.00"), vat=S19)
INVOICE = replace(GERMAN, order_number="", lines=(SERVICE,))  # 1,190.00, 2 % discount until 16 March
OWN = "DE75512108001245126199"
HEAD = ":20:STARTUMS\n:25:{account}\n:28C:{number}\n:60F:C{first}EUR{opening}\n{lines}:62F:C{last}EUR{closing}\n-\n"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def line(day: str, mark: str, amount: str, *, reference: str = "", name: str = "", text: str = "", iban: str = "") -> str:
    """A line with German details; reference: of a payment from end to end."""
    e2e = f"EREF+{reference}" if reference else ""
    return f":61:{day}{day[2:]}{mark}{amount}NTRFNONREF\n:86:166?00UMSATZ?20{e2e}SVWZ+{text}?31{iban}?32{name}\n"


def statement(number: str, opening: str, closing: str, *lines: str, first: str = "260310", last: str = "260312") -> File:
    text = HEAD.format(account=OWN, number=number, first=first, last=last, opening=opening, closing=closing, lines="".join(lines))
    return File(name=f"{number}.sta", data=text.encode())


def bring(office: Office, file: File) -> Outcome:
    (outcome,) = office.bring(file, client="DE", person="anna")
    return outcome


def accepted(office: Office, file: File) -> int:
    """The first statement of an account is looked at once; the later ones book themselves."""
    outcome = bring(office, file)
    assert office.findings("DE", outcome.document_id) == {"treasury.bank_statement.account_new"}
    assert office.approve("DE", outcome.document_id, "anna") == ""
    assert office.finish("DE", outcome.document_id) == {outcome.document_id}
    return outcome.document_id


def rows(model: str, office: Office) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model(model).objects.order_by("id"))


def balance(office: Office, account: str) -> Decimal:
    """Debit above zero, in euros."""
    return office.balances("DE").get(account, D(0))


def paid(office: Office) -> str:
    """An invoice is booked and paid with a run; answers the payment's id from end to end."""
    (outcome,) = office.bring(INVOICE)
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    run = office.propose("DE", "anna")
    assert run is not None
    office.approve("DE", run, "bert")
    assert office.finish("DE", run) == {run}
    return str(rows("treasury.Payment", office)[0].end_to_end_id)


def test_our_payment_is_seen_and_clears_the_money_in_transit(office: Office) -> None:
    end_to_end = paid(office)
    assert balance(office, "1360") == D("-1166.20")
    document = accepted(office, statement("1/1", "2000,00", "833,80", line("260311", "D", "1166,20", reference=end_to_end)))
    assert (balance(office, "1360"), balance(office, "1200")) == (D(0), D("-1166.20"))
    (payment,) = rows("treasury.Payment", office)
    (booked,) = rows("treasury.StatementLine", office)
    assert (payment.seen_by, booked.state, booked.evidence) == (document, "matched", "end_to_end amount")


def test_a_payment_that_comes_back_opens_its_invoice_again_with_the_discount_and_its_tax(office: Office) -> None:
    end_to_end = paid(office)
    accepted(office, statement("1/1", "2000,00", "833,80", line("260311", "D", "1166,20", reference=end_to_end), last="260311"))
    before = [balance(office, account) for account in ("1600", "1360", "3736", "1576")]
    assert before == [D(0), D(0), D("-20.00"), D("186.20")]
    back = line("260313", "C", "1166,20", reference=end_to_end, text="Retoure Konto erloschen")
    returning = bring(office, statement("2/1", "833,80", "2000,00", back, first="260312", last="260313"))
    assert returning.outcome == "effect"
    after = [balance(office, account) for account in ("1600", "1360", "3736", "1576", "1200")]
    assert after == [D("-1190.00"), D(0), D(0), D("190.00"), D(0)]
    (item,) = rows("ledger.OpenItem", office)
    (payment,) = rows("treasury.Payment", office)
    assert (item.open, payment.returned_by) == (119000, returning.document_id)
    told = {"document": str(payment.seen_by), "booked_on": "2026-03-13", "reason": "before what came back"}
    refused = office.type_in("DE", "anna", "office.reversal", told)
    office.approve("DE", refused, "bert")
    assert office.finish("DE", refused) == set()
    undone = office.type_in(
        "DE", "anna", "office.reversal", {"document": str(returning.document_id), "booked_on": "2026-03-13", "reason": "a slip"}
    )
    office.approve("DE", undone, "bert")
    assert office.finish("DE", undone) == {undone}
    assert ([one.open for one in rows("ledger.OpenItem", office)], balance(office, "1576")) == ([0], D("186.20"))
    assert rows("treasury.Payment", office)[0].returned_by is None


def test_a_debit_that_comes_back_with_charges_is_asked_about_and_booked_in_parts(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    debit = line("260311", "D", "1190,00", name=INVOICE.seller.name, text="RG-2026-004711", reference="LS-7")
    document = accepted(office, statement("1/1", "2000,00", "810,00", debit, last="260311"))
    back = line("260313", "C", "1187,00", reference="LS-7", text="Ruecklastschrift")
    bring(office, statement("2/1", "810,00", "1997,00", back, first="260312", last="260313"))
    (first, second) = rows("treasury.StatementLine", office)
    assert (first.state, second.state) == ("matched", "suspense")
    values = {"line_id": str(second.id), "booked_on": "2026-03-13", "currency": "EUR", "amount": "1187.00"}
    shares = [{"back": f"line{first.id}", "amount": "1190.00"}, {"account": "4970", "amount": "-3.00"}]
    clearing = office.type_in("DE", "anna", "treasury.line_clearing", values, shares=shares)
    assert office.finish("DE", clearing) == {clearing}
    assert [one.open for one in rows("ledger.OpenItem", office)] == [119000]
    assert [balance(office, account) for account in ("1600", "1792", "4970")] == [D("-1190.00"), D(0), D("3.00")]
    told = {"document": str(document), "booked_on": "2026-03-13", "reason": "wrong"}
    refused = office.type_in("DE", "anna", "office.reversal", told)
    office.approve("DE", refused, "bert")
    assert office.finish("DE", refused) == set()
    assert office.findings("DE", refused) == {"treasury.lines_cleared"}


def booked_invoice(office: Office, number: str, price: str) -> None:
    (outcome,) = office.bring(replace(INVOICE, number=number, lines=(replace(SERVICE, price=D(price)),)))
    if outcome.outcome != "effect":  # the account is known from the second one on
        office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
        office.approve("DE", outcome.document_id, "anna")
        assert office.finish("DE", outcome.document_id)


def test_two_invoices_that_a_supplier_debits_with_one_sum_are_settled_together(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    booked_invoice(office, "RG-2026-004712", "500.00")
    debit = line("260311", "D", "1785,00", name=INVOICE.seller.name, text="RG-2026-004711, 4712")
    accepted(office, statement("1/1", "2000,00", "215,00", debit))
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0, 0]
    (booked,) = rows("treasury.StatementLine", office)
    assert (booked.state, booked.evidence) == ("matched", "reference short name together amount_exact")
    assert balance(office, "1792") == D(0)


def test_a_debit_less_the_discount_settles_the_whole_invoice_and_corrects_the_input_tax(office: Office) -> None:
    """§ 17 Abs. 1 UStG: 2 % of 1,190.00 are 23.80, of which 3.80 are input tax."""
    booked_invoice(office, "RG-2026-004711", "1000.00")
    debit = line("260311", "D", "1166,20", name=INVOICE.seller.name, text="RG-2026-004711")
    accepted(office, statement("1/1", "2000,00", "833,80", debit))
    (booked,) = rows("treasury.StatementLine", office)
    assert (booked.state, booked.evidence) == ("matched", "reference name amount_discount")
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0]
    assert [row.discount for row in rows("ledger.Settlement", office)] == [2380]
    assert (balance(office, "3736"), balance(office, "1576"), balance(office, "1200")) == (D("-20.00"), D("186.20"), D("-1166.20"))


def test_a_customer_who_pays_less_the_discount_of_our_invoice_owes_nothing_and_our_tax_is_lower(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    service = {"name": "Wartung", "quantity": "1", "unit": "HUR", "price": "1000.00"}
    number = sent(office, "DE", typed(office, "DE", buyer, service, discounts=[{"days": "7", "percent": "2"}]))
    credit = line("260312", "C", "1166,20", name=PAPIER.name, text=f"Rechnung {number}")
    accepted(office, statement("1/1", "2000,00", "3166,20", credit))
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0]
    assert (balance(office, "1400"), balance(office, "1776"), balance(office, "1200")) == (D(0), D("-186.20"), D("1166.20"))


def test_a_part_that_names_its_invoice_is_booked_and_the_rest_stays_open(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    debit = line("260311", "D", "400,00", name=INVOICE.seller.name, text="RG-2026-004711 Teilzahlung")
    accepted(office, statement("1/1", "2000,00", "1600,00", debit))
    assert [item.open for item in rows("ledger.OpenItem", office)] == [79000]
    assert (balance(office, "1600"), balance(office, "1792")) == (D("-790.00"), D(0))
    again = line("260313", "D", "790,00", name=INVOICE.seller.name, text="RG-2026-004711 Rest")
    bring(office, statement("2/1", "1600,00", "810,00", again, first="260313", last="260313"))
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0]


def test_a_person_divides_a_line_among_an_item_and_a_credit_for_what_is_too_much(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    debit = line("260311", "D", "1200,00", name="Jemand", text="Abbuchung")
    accepted(office, statement("1/1", "2000,00", "800,00", debit))
    ((item,), (row,)) = rows("ledger.OpenItem", office), rows("treasury.StatementLine", office)
    values = {"line_id": str(row.id), "booked_on": "2026-03-11", "currency": "EUR", "amount": "-1200.00"}
    shares = [{"open_item_id": str(item.id), "amount": "-1190.00"}, {"party_id": str(item.party_id), "amount": "-10.00"}]
    document = office.type_in("DE", "anna", "treasury.line_clearing", values, shares=shares)
    assert office.finish("DE", document) == {document}
    assert [(one.side, one.open) for one in rows("ledger.OpenItem", office)] == [("payable", 0), ("payable", -1000)]
    assert (balance(office, "1600"), balance(office, "1792")) == (D("10.00"), D(0))


def test_no_difference_is_hidden_behind_a_discount_that_nobody_offered(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    accepted(office, statement("1/1", "2000,00", "1000,00", line("260311", "D", "1000,00", name="Jemand", text="Abbuchung")))
    ((item,), (row,)) = rows("ledger.OpenItem", office), rows("treasury.StatementLine", office)
    values = {"line_id": str(row.id), "booked_on": "2026-03-11", "currency": "EUR", "amount": "-1000.00"}
    shares = [{"open_item_id": str(item.id), "amount": "-1000.00", "reason": "discount"}]
    document = office.type_in("DE", "anna", "treasury.line_clearing", values, shares=shares)
    assert office.finish("DE", document) == set()
    assert office.findings("DE", document) == {"treasury.line_clearing.difference_too_large"}


def test_a_number_that_is_typed_wrongly_is_found_by_who_pays_and_how_much_but_not_by_the_amount_alone(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    nobody = line("260311", "D", "1190,00", name="Unbekannt", text="Danke")
    accepted(office, statement("1/1", "5000,00", "3810,00", nobody, last="260311"))
    assert rows("treasury.StatementLine", office)[0].state == "suspense"
    typed = line("260312", "D", "1190,00", name=INVOICE.seller.name, text="RG-2026-004771")
    bring(office, statement("2/1", "3810,00", "2620,00", typed, first="260312"))
    assert rows("treasury.StatementLine", office)[1].evidence == "slip name amount_exact"
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0]


def test_whose_account_it_is_need_be_said_once(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    debit = line("260311", "D", "1190,00", name="Inkasso Nord", iban="DE02120300000000202051", text="Danke")
    accepted(office, statement("1/1", "5000,00", "3810,00", debit, last="260311"))
    (item,) = rows("ledger.OpenItem", office)
    clear(office, 0, open_item_id=str(item.id))
    booked_invoice(office, "RG-2026-004799", "700.00")
    again = line("260312", "D", "833,00", name="Inkasso Nord", iban="DE02120300000000202051", text="Danke")
    bring(office, statement("2/1", "3810,00", "2977,00", again, first="260312"))
    assert [row.evidence for row in rows("treasury.StatementLine", office)] == ["", "history amount_exact"]
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0, 0]


def test_a_statement_that_goes_on_books_itself_and_what_nobody_knows_goes_to_the_suspense_account(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "110,00", line("260310", "C", "10,00", name="Erika")))
    outcome = bring(office, statement("2/1", "110,00", "97,50", line("260312", "D", "12,50", text="Entgelt"), first="260312"))
    assert outcome.outcome == "effect"
    assert [row.state for row in rows("treasury.StatementLine", office)] == ["suspense", "suspense"]
    assert (balance(office, "1792"), balance(office, "1200")) == (D("2.50"), D("-2.50"))


def test_the_same_statement_again_is_told_with_the_first(office: Office) -> None:
    first = accepted(office, statement("1/1", "100,00", "110,00", line("260310", "C", "10,00", name="Erika")))
    again = bring(office, statement("00001", "100,00", "110,00", line("260310", "C", "10,00", name="Erika Muster", text="other words")))
    assert again.outcome != "effect"
    (finding,) = [one for one in office.checked("DE", again.document_id).findings if one.key.endswith(".duplicate")]
    assert finding.evidence["document"] == str(first)


def test_a_missing_statement_is_named(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "110,00", line("260310", "C", "10,00"), last="260310"))
    later = bring(office, statement("3/1", "500,00", "510,00", line("260314", "C", "10,00"), first="260313", last="260314"))
    (gap,) = [one for one in office.checked("DE", later.document_id).findings if one.key.endswith(".gap")]
    assert (gap.evidence["number"], gap.evidence["closing"], gap.evidence["opening"]) == ("1/1", "110.00", "500.00")
    office.save("DE", later.document_id, "anna", gap_accepted="yes")
    assert office.approve("DE", later.document_id, "anna") == ""


def test_a_week_after_its_days_books_what_is_new_alone_and_is_looked_at(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "110,00", line("260310", "C", "10,00"), last="260310"))
    bring(office, statement("2/1", "110,00", "115,00", line("260311", "C", "5,00"), first="260311", last="260311"))
    both = (line("260311", "C", "5,00"), line("260312", "C", "7,00"))
    week = bring(office, statement("W/1", "110,00", "122,00", *both, first="260311", last="260312"))
    assert office.findings("DE", week.document_id) == {"treasury.bank_statement.some_known"}
    office.approve("DE", week.document_id, "anna")
    office.finish("DE", week.document_id)
    assert balance(office, "1200") == D("22.00")


def test_a_statement_that_fills_a_gap_books_equal_amounts_of_the_same_day(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "110,00", line("260310", "C", "10,00"), last="260310"))
    again = bring(office, statement("1/2", "110,00", "120,00", line("260310", "C", "10,00"), last="260310"))
    assert again.outcome == "effect"
    assert balance(office, "1200") == D("20.00")


def test_a_damaged_file_books_nothing_and_says_where(office: Office) -> None:
    whole = statement("1/1", "100,00", "110,00", line("260310", "C", "10,00"))
    outcome = bring(office, replace(whole, data=whole.data.replace(b"C10,00N", b"Cten,N")))
    assert outcome.outcome == "refused"
    assert [(one.key, one.evidence["line"]) for one in outcome.findings] == [("statements.damaged_line", "5")]
    assert rows("treasury.StatementLine", office) == []


@pytest.mark.parametrize("account", ["PL83101010230000261395100000", "101010230000261395100000"])
def test_a_statement_finds_the_client_whose_account_it_is(office: Office, account: str) -> None:
    text = HEAD.format(account=account, number="1/1", first="260310", last="260310", opening="1,00", closing="1,00", lines="")
    (outcome,) = office.bring(File(name="a.sta", data=text.replace("EUR", "PLN").encode()))
    assert office.row("PL", outcome.document_id).type == "treasury.bank_statement"


def test_a_report_during_the_day_is_kept_and_not_booked(office: Office) -> None:
    text = f":20:NOW\n:25:{OWN}\n:28C:1\n:34F:EUR0,\n:13D:2603101015+0100\n:61:2603100310C10,00NMSCNONREF\n"
    outcome = bring(office, File(name="now.sta", data=text.encode()))
    assert outcome.outcome == "effect"
    assert (rows("treasury.StatementLine", office), balance(office, "1200")) == ([], D(0))


def test_a_clerk_clears_a_line_and_the_third_like_it_goes_there_by_itself(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "90,00", line("260310", "D", "10,00", text="Entgelt Maerz"), last="260310"))
    clear(office, 0, account="4970")
    bring(office, statement("2/1", "90,00", "80,00", line("260311", "D", "10,00", text="Entgelt April"), first="260311", last="260311"))
    bring(office, statement("3/1", "80,00", "70,00", line("260312", "D", "10,00", text="Entgelt April"), first="260312"))
    clear(office, 2, account="4970")
    outcome = bring(
        office, statement("4/1", "70,00", "60,00", line("260313", "D", "10,00", text="Entgelt April"), first="260313", last="260313")
    )
    assert outcome.outcome == "effect"
    assert [row.state for row in rows("treasury.StatementLine", office)] == ["account", "suspense", "account", "suspense"]
    clear(office, 1, account="4970")
    bring(office, statement("5/1", "60,00", "50,00", line("260316", "D", "10,00", text="Entgelt April"), first="260316", last="260316"))
    assert rows("treasury.StatementLine", office)[-1].state == "account"
    assert (balance(office, "4970"), balance(office, "1792")) == (D("40.00"), D("10.00"))


def clear(office: Office, index: int, **share: str) -> int:
    row = rows("treasury.StatementLine", office)[index]
    amount = str(D(row.amount) / 100)
    values = {"line_id": str(row.id), "booked_on": row.booked_on.isoformat(), "currency": row.currency, "amount": amount}
    document = office.type_in("DE", "anna", "treasury.line_clearing", values, shares=[{"amount": amount, **share}])
    assert office.finish("DE", document) == {document}
    return document


def test_a_statement_whose_line_was_cleared_is_not_reversed_before_the_clearing(office: Office) -> None:
    document = accepted(office, statement("1/1", "100,00", "90,00", line("260310", "D", "10,00", text="Entgelt")))
    (before,) = rows("treasury.StatementLine", office)
    clearing = clear(office, 0, account="4970")
    told = {"booked_on": "2026-03-10", "reason": "wrong account"}
    refused = office.type_in("DE", "anna", "office.reversal", {"document": str(document), **told})
    office.approve("DE", refused, "bert")
    assert office.finish("DE", refused) == set()
    back = office.type_in("DE", "anna", "office.reversal", {"document": str(clearing), **told})
    office.approve("DE", back, "bert")
    assert office.finish("DE", back) == {back}
    (row,) = rows("treasury.StatementLine", office)
    assert (row.state, row.cleared_by, balance(office, "4970")) == ("suspense", None, D(0))
    assert (row.booked_to, row.evidence) == (before.booked_to, before.evidence)
