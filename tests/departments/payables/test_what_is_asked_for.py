"""Nothing on an invoice raises what is paid, or lowers what the limits look at, without two people or a stop."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import CREDIT, GERMAN, S19
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.engines.einvoice.writers import Draft, DraftLine

D = Decimal
PREFIX = "payables.supplier_invoice"
PAPER = DraftLine(name="Kopierpapier A4", quantity=D(40), price=D("4.35"), vat=S19, unit="H87", article="KP-80")
INVOICE = replace(GERMAN, order_number="", lines=(PAPER,), cash_discounts=(), note="")
PAYABLE = '<cbc:PayableAmount currencyID="EUR">207.06</cbc:PayableAmount>'
TYPED = {
    "supplier_name": "Papierhaus Linde GmbH",
    "supplier_country": "DE",
    "buyer_name": "Bürohof Müller & Söhne KG",
    "number": "T-1",
    "type_code": "380",
    "issued_on": "2026-03-03",
    "delivered_on": "2026-03-02",
    "due_on": "2026-04-01",
    "currency": "EUR",
    "net": "100",
    "vat": "19",
    "gross": "119",
    "payable": "119",
}
LINE = {"name": "Papier", "net": "100", "category": "S", "rate": "19", "account": "4930"}
TAX = {"category": "S", "rate": "19", "base": "100", "amount": "19"}


@pytest.fixture
def office(database: None) -> Office:
    """Papierhaus Linde has been booked before, so that its invoices go straight through."""
    office = open_office()
    (first,) = office.bring(replace(INVOICE, number="RE-1", lines=(replace(PAPER, quantity=D(39)),)))
    office.save("DE", first.document_id, "anna", lines__0__account="4930")
    office.approve("DE", first.document_id, "anna")
    office.finish("DE")
    return office


def changed(draft: Draft, *changes: tuple[str, str]) -> File:
    text = as_file(draft).data.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return File(name="changed.xml", data=text.encode())


def found(office: Office, file: Draft | File) -> tuple[str, set[str]]:
    (outcome,) = office.bring(file)
    return outcome.outcome, {key.removeprefix(f"{PREFIX}.") for key in office.findings("DE", outcome.document_id)}


def two_people(office: Office, file: Draft | File) -> set[str]:
    (outcome,) = office.bring(file)
    assert office.row("DE", outcome.document_id).four_eyes
    return {key.removeprefix(f"{PREFIX}.") for key in office.findings("DE", outcome.document_id)}


def typed_in(office: Office, *, tax: Mapping[str, str] = TAX, line: Mapping[str, str] = LINE, **values: str) -> tuple[str, set[str]]:
    given = {**TYPED, "supplier_id": str(office.suppliers["DE", "DE"]), **values}
    document_id = office.type_in("DE", "anna", PREFIX, given, lines=[line], taxes=[tax])
    office.finish("DE")
    keys = {key.removeprefix(f"{PREFIX}.") for key in office.findings("DE", document_id)}
    return office.row("DE", document_id).state, keys


def test_an_invoice_as_it_should_be_goes_straight_through(office: Office) -> None:
    assert found(office, INVOICE) == ("effect", set())
    assert typed_in(office) == ("effective", set())


def test_a_payment_is_not_raised_by_its_rounding(office: Office) -> None:
    rounding = '<cbc:PayableRoundingAmount currencyID="EUR">9999.00</cbc:PayableRoundingAmount>'
    raised = rounding + '<cbc:PayableAmount currencyID="EUR">10206.06</cbc:PayableAmount>'
    assert two_people(office, changed(INVOICE, (PAYABLE, raised))) == {"rounding_large"}


def test_rounding_to_the_nearest_unit_is_nothing_to_look_at(office: Office) -> None:
    rounding = '<cbc:PayableRoundingAmount currencyID="EUR">-0.06</cbc:PayableRoundingAmount>'
    lowered = rounding + '<cbc:PayableAmount currencyID="EUR">207.00</cbc:PayableAmount>'
    assert found(office, changed(INVOICE, (PAYABLE, lowered))) == ("effect", set())


def test_a_payment_is_not_raised_by_a_negative_advance(office: Office) -> None:
    advance = '<cbc:PrepaidAmount currencyID="EUR">-9999.00</cbc:PrepaidAmount>'
    raised = advance + '<cbc:PayableAmount currencyID="EUR">10206.06</cbc:PayableAmount>'
    assert "prepaid_negative" in found(office, changed(INVOICE, (PAYABLE, raised)))[1]


def test_a_negative_credit_note_to_another_account_is_two_peoples_matter(office: Office) -> None:
    assert GERMAN.account is not None
    elsewhere = replace(GERMAN.account, iban="DE02120300000000202051")
    negative = replace(CREDIT, lines=(replace(PAPER, quantity=D(-40)),), account=elsewhere)
    assert two_people(office, negative) == {"negative_credit_note", "iban_changed"}


@pytest.mark.parametrize(("tax", "finding"), [("3.31", "exchange_rate_far"), ("28408.63", "")])
def test_the_suppliers_own_rate_does_not_carry_an_invoice_below_the_limit(office: Office, tax: str, finding: str) -> None:
    dollars = replace(INVOICE, currency="USD", lines=(replace(PAPER, price=D("4350")),))  # 207,060 dollars, 33,060 of them tax
    in_euros = f'<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>'
    code = "<cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode>"
    changes = ((code, f"{code}<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>"), ("<cac:LegalMonetaryTotal>", in_euros))
    assert two_people(office, changed(dollars, *changes)) == ({finding} if finding else set())


def test_a_rate_far_from_that_of_the_last_invoice_in_dollars_is_two_peoples_matter(office: Office) -> None:
    """1.16 is what dollars a euro costs; the last item stands at 0.86."""
    supplier = str(office.suppliers["DE", "DE"])
    days = {"document_on": "2026-02-20", "taken_over_on": "2026-03-02", "due_on": "2026-03-10"}
    amounts = {"currency": "USD", "amount": "100", "local_amount": "86"}
    told = {"side": "payable", "number": "P-1", "party_id": supplier, "party_name": "Papierhaus Linde GmbH"}
    owed = office.type_in("DE", None, "accounting.opening_balance", told | days | amounts)
    assert office.finish("DE", owed) == {owed}
    assert typed_in(office, currency="USD", exchange_rate="1.16") == ("waiting", {"words.rate_upside_down"})
    assert typed_in(office, number="T-2", issued_on="2026-03-04", currency="USD", exchange_rate="0.9")[1] == set()


def test_a_rate_below_nothing_stops(office: Office) -> None:
    assert typed_in(office, currency="USD", exchange_rate="-1") == ("waiting", {"exchange_rate_missing"})


def test_what_the_supplier_fetches_is_not_sent_unseen(office: Office) -> None:
    by_debit = changed(INVOICE, ("<cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>", "<cbc:PaymentMeansCode>59</cbc:PaymentMeansCode>"))
    outcome, keys = found(office, by_debit)
    assert (outcome, "paid_otherwise" in keys) == ("task", True)


def test_what_the_supplier_fetches_is_kept_out_of_every_payment_run(office: Office) -> None:
    """The supplier has an agreed account, and still nothing is proposed for an invoice that names no account of its own."""
    start, end = "<cac:PayeeFinancialAccount>", "</cac:PayeeFinancialAccount>"
    text = as_file(INVOICE).data.decode()
    account = text[text.index(start) : text.index(end) + len(end)]
    by_debit = changed(
        INVOICE, ("<cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>", "<cbc:PaymentMeansCode>59</cbc:PaymentMeansCode>"), (account, "")
    )
    (outcome,) = office.bring(by_debit)
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE") == {outcome.document_id}
    held = {item.document_id: (item.iban, item.held_reason) for item in office.open_items("DE")}
    assert held[outcome.document_id] == ("", "payables.direct_debit")
    run = office.propose("DE", "anna")
    paid = {row["reference"].text for row in office.checked("DE", run).reading.rows("payments")} if run else set()
    assert INVOICE.number not in paid
    item = next(item for item in office.open_items("DE") if item.document_id == outcome.document_id)
    by_hand = office.type_in(
        "DE",
        "anna",
        "treasury.payment_run",
        {"execute_on": "2026-03-11", "own_iban": "DE75512108001245126199", "currency": "EUR", "total": "207.06", "count": "1"},
        payments=[
            {
                "open_item_id": str(item.id),
                "creditor": "Papierhaus Linde GmbH",
                "reference": INVOICE.number,
                "iban": "DE89370400440532013000",
                "amount": "207.06",
                "discount": "0",
            }
        ],
    )
    assert "treasury.payment_run.held" in office.findings("DE", by_hand)


@pytest.mark.parametrize("client", ["nobody", "ID"])
def test_only_the_clients_own_suppliers_can_be_chosen(office: Office, client: str) -> None:
    chosen = str(office.suppliers["ID", "ID"]) if client == "ID" else "987654321"
    assert typed_in(office, supplier_id=chosen, supplier_name="Niemand") == ("waiting", {"supplier_unknown"})


def test_a_blocked_supplier_stays_blocked_under_another_name(office: Office) -> None:
    given = {"party_id": str(office.suppliers["DE", "DE"]), "party_name": "Linde", "action": "block", "reason": "Streit"}
    block = office.type_in("DE", "anna", "masterdata.block", given)
    office.approve("DE", block, "bert")
    office.finish("DE")
    assert typed_in(office, supplier_name="Etwas ganz anderes") == ("waiting", {"supplier_blocked"})


def test_typed_tax_is_what_its_rate_says(office: Office) -> None:
    more = {**TAX, "amount": "50"}
    assert typed_in(office, tax=more, vat="50", gross="150", payable="150") == ("waiting", {"vat_is_not_the_rate"})


def test_typed_lines_add_up(office: Office) -> None:
    assert typed_in(office, line={**LINE, "net": "10"}) == ("waiting", {"lines_are_not_the_net"})


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("supplier_id", "²"),
        ("supplier_id", "9" * 30),
        ("gross", "1e40"),
        ("gross", "1e-4000000"),
        ("net", "NaN"),
        ("due_on", "2026-02-30"),
        ("gross", "11\x009"),
    ],
)
def test_what_cannot_be_read_is_found_and_breaks_nothing(office: Office, field: str, text: str) -> None:
    state, keys = typed_in(office, **{field: text})
    assert (state, "unreadable" in keys) == ("waiting", True)


def test_characters_that_no_database_keeps_are_shown_as_unreadable(office: Office) -> None:
    given = {**TYPED, "supplier_id": str(office.suppliers["DE", "DE"]), "number": "T\x001", "supplier_name": "Linde \ud800"}
    document_id = office.type_in("DE", "anna", PREFIX, given, lines=[LINE], taxes=[TAX])
    reading = office.checked("DE", document_id).reading
    assert (reading.text("number"), reading.text("supplier_name")) == ("T\ufffd1", "Linde \ufffd")
