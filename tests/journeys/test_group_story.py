"""Two clients that buy from each other, beside each other as one company: what is between them is taken out, what they dispute is shown."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import BUERO, LIPA, PAPIER
from tests.journeys.office import MORNING, Office, hire, open_office, supplier
from tests.spine.ledger.books import entry, eur, filed, post

from kantor.channels.sheets import read_sheet
from kantor.departments.accounting import open_books
from kantor.departments.accounting.reports.declaring import Table
from kantor.departments.accounting.reports.group import Group, consolidated
from kantor.departments.accounting.reports.group_abroad import consolidated_abroad
from kantor.departments.accounting.reports.translating import Rates
from kantor.kit.money import Money
from kantor.spine import access, parties
from kantor.words import Posting
from kantor.words.authority import NewClient

ON = date(2026, 2, 27)


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    """The supplier PAPIER is a client as well, and knows the buyer by its VAT id."""
    office = open_office()
    new = NewClient(
        code="papier",
        name=PAPIER.name,
        country="DE",
        currency="EUR",
        language="de",
        chart="skr03",
        from_on=date(2026, 1, 1),
        vat_id=PAPIER.vat_id,
    )
    office.clients["PAPIER"] = access.create_client(new, at=MORNING)
    with office.acting("PAPIER") as actor:
        open_books(MORNING.date(), actor)
        (buyer,) = parties.create_parties([supplier(BUERO)], actor)
    office.suppliers["PAPIER", "DE"] = buyer
    yield office
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


def sold(office: Office, gross: str = "119") -> None:
    """PAPIER bills 100 and VAT; the buyer books the costs as `gross` says, and electricity from outside for 50."""
    with office.acting("PAPIER") as actor:
        sale = (
            Posting(account="1400", debit=eur("119"), party_id=office.suppliers["PAPIER", "DE"]),
            Posting(account="8400", credit=eur("100"), tax_code="U19"),
            Posting(account="1776", credit=eur("19"), tax_code="U19"),
        )
        post(actor, filed(actor), entry(*sale, booked_on=ON))
    with office.acting("DE") as actor:
        bought = (
            Posting(account="4930", debit=eur(Decimal(gross) - 19), tax_code="V19"),
            Posting(account="1576", debit=eur("19"), tax_code="V19"),
            Posting(account="1600", credit=eur(gross), party_id=office.suppliers["DE", "DE"]),
        )
        post(actor, filed(actor), entry(*bought, booked_on=ON))
        post(actor, filed(actor), entry(Posting(account="4240", debit=eur("50")), Posting(account="0970", credit=eur("50")), booked_on=ON))


def together(office: Office) -> Group:
    members = [office.clients["DE"], office.clients["PAPIER"]]
    with access.acting(clients=members, person_id=None, at=MORNING):
        return consolidated(access.clients(members), date(2026, 1, 1), date(2026, 3, 31), "en")


def last(table: Table) -> dict[str, Decimal]:
    """Line -> the group's amount."""
    return {str(line.cells[0]): line.cells[-1].amount for line in table.lines if isinstance(line.cells[-1], Money)}


def test_what_members_owe_and_sell_each_other_is_taken_out(office: Office) -> None:
    sold(office)
    found = together(office)
    sheet, income = last(found.balance_sheet), last(found.income_statement)
    assert sheet["Assets"] == sheet["Equity and liabilities"]
    assert not any(amount for name, amount in sheet.items() if "Trade" in name)
    assert sorted({amount for amount in income.values() if amount}) == [Decimal(-50)]
    assert [(pair.says.amount, pair.answers.amount, pair.difference.amount) for pair in found.pairs] in ([(-119, 119, 0)], [(119, -119, 0)])


def test_what_members_do_not_agree_on_is_shown_and_the_sheet_ties(office: Office) -> None:
    sold(office, "116")
    found = together(office)
    sheet = last(found.balance_sheet)
    assert sheet["Assets"] == sheet["Equity and liabilities"]
    assert abs(found.pairs[0].difference.amount) == 3


def test_a_member_with_another_chart_and_currency_comes_in_at_its_rates(office: Office) -> None:
    """Lipa owes PAPIER 400.00 zloty, 100.00 at the closing rate, and spent them at 0.24; PAPIER says 100.00 as well."""
    with office.acting("PAPIER") as actor:
        (lipa,) = parties.create_parties([supplier(LIPA)], actor)
        sale = (Posting(account="1400", debit=eur("100"), party_id=lipa), Posting(account="8400", credit=eur("100")))
        post(actor, filed(actor), entry(*sale, booked_on=ON))
    with office.acting("PL") as actor:
        (papier,) = parties.create_parties([supplier(PAPIER)], actor)
        owed = Money.of("400", "PLN")
        bought = (Posting(account="402-1", debit=owed), Posting(account="201", credit=owed, party_id=papier))
        post(actor, filed(actor), entry(*bought, booked_on=ON))
    members = [office.clients["PAPIER"], office.clients["PL"]]
    rates = {"PLN": Rates(Decimal("0.25"), Decimal("0.24"), Decimal("0.20"))}
    with access.acting(clients=members, person_id=None, at=MORNING):
        known = {one.id: one for one in access.clients(members)}
        found = consolidated_abroad([known[one] for one in members], (date(2026, 1, 1), date(2026, 3, 31)), "en", rates)
    lines = {str(line.cells[0]): [cell.amount for cell in line.cells[1:] if isinstance(cell, Money)] for line in found.balance_sheet.lines}
    assert lines["Trade receivables"] == [100, 0, -100, 0]
    assert lines["Trade payables"] == [0, 100, -100, 0]
    assert lines["Result of the year"] == [100, -96, -4, 0]
    assert lines["Difference from currency translation"] == [0, -4, 0, -4]
    assert lines["Assets"][-1] == lines["Equity and liabilities"][-1]
    assert [pair.difference.amount for pair in found.pairs] == [0]
    hire(office, "clara", {client: ["accounting.clerk"] for client in ("PAPIER", "PL")})
    query = "&".join(f"client={one}" for one in members) + "&from=2026-01-01&until=2026-03-31"
    query += f"&lead={members[0]}"
    clara = seat(office, "clara")
    assert "until the rates" in text(clara.get(f"/accounting/group/?{query}"))
    page = text(clara.get(f"/accounting/group/?{query}&PLN_closing=0.25&PLN_average=0.24&PLN_historical=0.20"))
    assert "Difference from currency translation" in page
    given = f"client={members[0]}&client={members[1]}&lead={members[0]}&from_on=2026-01-01&until_on=2026-03-31"
    api = Caller(office, "clara")
    assert told(api.get(f"/group?{given}"), 422)["errors"][0]["at"] == "query.client"
    assert api.get(f"/group?{given}&rates=PLN:0.25:0.24").status_code == 422
    found = told(api.get(f"/group?{given}&rates=PLN:0.25:0.24:0.20"))
    assert (found["members"], found["left_out"], found["currency"]) == (members, [], "EUR")
    cells = {line["cells"][0]: [Decimal(cell) for cell in line["cells"][1:]] for line in found["balance_sheet"]["lines"]}
    assert cells == lines


def test_the_two_results_of_a_member_are_the_same_to_the_cent(office: Office) -> None:
    """Services and wages of 0.02 zloty each are nothing at 0.24, though both together would round to a cent."""
    with office.acting("PL") as actor:
        for account in ("402-1", "404"):
            amount = Money.of("0.02", "PLN")
            post(actor, filed(actor), entry(Posting(account=account, debit=amount), Posting(account="801", credit=amount), booked_on=ON))
    members = [office.clients["PAPIER"], office.clients["PL"]]
    rates = {"PLN": Rates(Decimal("0.25"), Decimal("0.24"), Decimal("0.20"))}
    with access.acting(clients=members, person_id=None, at=MORNING):
        known = {one.id: one for one in access.clients(members)}
        found = consolidated_abroad([known[one] for one in members], (date(2026, 1, 1), date(2026, 3, 31)), "en", rates)
    sheet = {line.key: line.cells for line in found.balance_sheet.lines}
    (*_, income) = found.income_statement.lines
    assert sheet.get("group_result", income.cells)[1:] == income.cells[1:]
    assert sheet["group_assets"][1:] == sheet["group_equity_and_liabilities"][1:]


def test_on_screen_members_are_chosen_and_those_without_rates_are_named(office: Office) -> None:
    sold(office)
    hire(office, "clara", {client: ["accounting.clerk"] for client in ("DE", "PAPIER", "PL")})
    query = "&".join(f"client={office.clients[one]}" for one in ("DE", "PAPIER", "PL"))
    page = text(seat(office, "clara").get(f"/accounting/group/?{query}&from=2026-01-01&until=2026-03-31"))
    assert "What they say of each other" in page
    assert "Left out until the rates" in page
    assert "Choose two clients" in text(seat(office, "clara").get(f"/accounting/group/?client={office.clients['DE']}"))


def test_the_statements_of_a_group_leave_as_files_and_open_into_those_of_its_members(office: Office) -> None:
    sold(office)
    hire(office, "clara", {client: ["accounting.clerk"] for client in ("DE", "PAPIER")})
    members = f"client={office.clients['DE']}&client={office.clients['PAPIER']}"
    query = f"/accounting/group/?{members}&lead={office.clients['DE']}&from=2026-01-01&until=2026-03-31"
    clara = seat(office, "clara")
    page = text(clara.get(query))
    own = {office.clients[one]: f"/accounting/reports/income_statement?client={office.clients[one]}&amp;from=" for one in ("DE", "PAPIER")}
    assert all(url in page for url in own.values())
    opened = re.findall(r'href="(/accounting/reports/income_statement[^"#]*line=[^"#]+)#', page)
    assert any("4240" in text(clara.get(url.replace("&amp;", "&"))) for url in opened)
    for statement, table in (("balance_sheet", together(office).balance_sheet), ("income_statement", together(office).income_statement)):
        address = f"{query}&statement={statement}&export="
        assert address.split("?")[1].replace("&", "&amp;") + "xlsx" in page
        assert clara.get(address + "pdf").content.startswith(b"%PDF-1.7")
        sheet = read_sheet(clara.get(address + "xlsx").content)
        amounts = [line.cells[-1].amount for line in table.lines if isinstance(line.cells[-1], Money)]
        assert [Decimal(cells[-1]) for _, cells in sheet.rows] == amounts
        saved = clara.get(address + "csv").content.decode("utf-8-sig").splitlines()
        assert saved[0].split(";")[1:3] == [clients_name(office, "DE"), PAPIER.name]
        assert len(saved) == len(table.lines) + 1
    shared = Caller(office, "clara").get(f"/group?{members}&statement=income_statement&export=csv")
    assert shared["Content-Type"] == "text/csv; charset=utf-8"
    assert PAPIER.name in shared.content.decode("utf-8-sig")


def clients_name(office: Office, code: str) -> str:
    with office.acting(code) as actor:
        return access.client(actor.clients[0]).name
