"""What stands in a report opens into what it is made of: VAT summary and EC sales list into documents, cash flow into accounts."""

import re
from decimal import Decimal

import pytest
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import JODLA, PAPIER
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, typed

MARCH = "from=2026-01-01&until=2026-03-31"
LEADS = [("vat_summary", "/documents/"), ("ec_sales_list", "/documents/"), ("cash_flow", "/ledger/accounts/")]


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"], "PL": ["accounting.clerk"]})
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, BOOK))
    abroad = customer(office, "DE", JODLA)
    for supply, price in (("goods", "100.40"), ("services", "50.00"), ("goods", "20.20")):
        office.finish("DE", typed(office, "DE", abroad, {**DESK, "quantity": "1", "price": price, "supply": supply}))
    return office


def opened(office: Office, report: str) -> list[tuple[str, list[str]]]:
    """Each line of a report with what stands behind it once its link was followed."""
    clara, client = seat(office, "clara"), office.clients["DE"]
    page = text(clara.get(f"/accounting/reports/{report}?client={client}&{MARCH}"))
    found = []
    for query, key in dict.fromkeys(re.findall(r'href="(\?[^"#]*)#line-([^"]+)"', page)):
        page = text(clara.get(f"/accounting/reports/{report}{query.replace('&amp;', '&')}"))
        rows = re.findall(r'<tr data-row class="(\w+) level-(\d)"(?: id="line-([^"]*)")?>(.*?)</tr>', page)
        place = next(place for place, row in enumerate(rows) if row[2] == key)
        behind = []
        for style, _, _, cells in rows[place + 1 :]:
            if style != "account":
                break
            behind.append(cells)
        found.append((rows[place][3], behind))
    return found


def amounts(cells: str) -> list[Decimal]:
    told = re.findall(r'<td class="amount">(?:<a[^>]*>)?([^<]*)', cells)
    return [Decimal(one.replace(",", "").replace("−", "-")) for one in told if one]


@pytest.mark.parametrize(("report", "leads"), LEADS)
def test_a_line_opens_into_what_comes_to_it(office: Office, report: str, leads: str) -> None:
    found = opened(office, report)
    assert found
    for cells, behind in found:
        assert bool(behind) == any(amounts(cells)), cells
        columns = list(zip(*(amounts(one) for one in behind), strict=True))
        tolerance = Decimal("0.5") if report == "ec_sales_list" else Decimal(0)
        for whole, parts in zip(amounts(cells), columns, strict=bool(behind)):
            assert abs(whole - sum(parts)) <= tolerance
        assert all(f'href="{leads}' in one for one in behind)


def test_the_list_names_the_vat_id_that_stands_on_the_invoice(office: Office) -> None:
    """A business with numbers of two member states is listed under that by which it bought."""
    other = "ATU12345675"
    buyer = customer(office, "DE", PAPIER)
    sold = typed(office, "DE", buyer, DESK, customer_country="AT", customer_vat_id=other)
    assert office.finish("DE", sold) == {sold}
    clara = seat(office, "clara")
    page = text(clara.get(f"/accounting/reports/ec_sales_list?client={office.clients['DE']}&{MARCH}"))
    assert other[2:] in page
