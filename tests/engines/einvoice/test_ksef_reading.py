"""FA(3) and Coretax are read whole: every value under its own id with a path that leads back to it, and the business terms beside it."""

import re
from pathlib import Path

import pytest
from lxml import etree

from kantor.engines.einvoice import Group, read, read_all

SAMPLES = Path(__file__).parent / "samples"
STEP = re.compile(r"([\w-]+)(\[\d+\])?")


def element_at(root: etree._Element, path: str) -> etree._Element:
    """The one element a path of ours leads to."""
    steps = [STEP.fullmatch(step) for step in path.strip("/").split("/")]
    xpath = "/" + "/".join(f"*[local-name()='{step[1]}']{step[2] or ''}" for step in steps if step)
    found = root.getroottree().xpath(xpath)
    assert isinstance(found, list)
    assert len(found) == 1, (path, len(found))
    return found[0]


@pytest.mark.parametrize("path", sorted([*SAMPLES.glob("fa3_*.xml"), *SAMPLES.glob("coretax_*.xml")]), ids=lambda path: path.stem)
def test_every_path_leads_back_to_the_value(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    leaves = {element for element in root.iter() if not len(element)}
    met = set()
    for invoice in read_all(path.read_bytes()):
        for group in invoice.walk():
            element_at(root, group.path)
            for id, terms in group.terms.items():
                for term in terms:
                    element = element_at(root, term.path)
                    if (id.startswith(("FA3-", "CTX-")) and not id.startswith("CTX-Total")) or id == "CTX-TotalDiscount":
                        assert term.value == (element.text or "").strip()
                        met.add(element)
    assert leaves == met


def first(group: Group, *steps: str) -> str:
    """The value down a road of groups, e.g. `BG-7 BG-8 BT-52`."""
    for step in steps[:-1]:
        group = group.sub(step)[0]
    return group.text(steps[-1])


def test_a_polish_invoice_states_the_business_terms() -> None:
    invoice = read((SAMPLES / "fa3_goods.xml").read_bytes())
    head = {"BT-1": "FV/2026/03/17", "BT-2": "2026-03-02", "BT-3": "380", "BT-5": "PLN", "BT-9": "2026-03-16", "BT-13": "ZAM/88"}
    totals = {"BT-106": "1500.00", "BT-109": "1500.00", "BT-110": "299.80", "BT-112": "1799.80", "BT-115": "1799.80"}
    assert {id: invoice.text(id) for id in head | totals} == head | totals
    assert first(invoice, "BG-4", "BT-31") == "PL1234563218"
    assert first(invoice, "BG-4", "BG-5", "BT-37") == "Poznań"
    assert first(invoice, "BG-4", "BG-6", "BT-43") == "biuro@jodla.example"
    assert first(invoice, "BG-7", "BG-8", "BT-53") == "50-101"
    assert first(invoice, "BG-13", "BT-72") == "2026-02-27"
    assert first(invoice, "BG-16", "BG-17", "BT-84") == "PL61109010140000071219812874"
    breakdown = [[part.text(id) for id in ("BT-118", "BT-119", "BT-116", "BT-117")] for part in invoice.sub("BG-23")]
    assert breakdown == [["S", "23", "1260.00", "289.80"], ["S", "5", "200.00", "10.00"], ["E", "0", "40.00", "0"]]
    assert invoice.sub("BG-23")[2].text("BT-120") == "art. 43 ust. 1 pkt 37 ustawy o VAT"
    line = invoice.sub("BG-25")[0]
    assert [line.text(id) for id in ("BT-126", "BT-129", "BT-130", "BT-131")] == ["1", "120", "szt.", "1260.00"]
    assert line.all("BT-131")[0].unit == "PLN"


def test_the_lines_of_a_correction_add_up_to_its_difference() -> None:
    invoice = read((SAMPLES / "fa3_correction.xml").read_bytes())
    assert invoice.text("BT-3") == "384"
    assert [line.text("BT-131") for line in invoice.sub("BG-25")] == ["-1260.00", "1155.00"]
    assert [invoice.text(id) for id in ("BT-106", "BT-109", "BT-112")] == ["-105.00", "-105.00", "-129.15"]
    assert first(invoice, "BG-3", "BT-25") == "FV/2026/03/17"


def test_gross_lines_get_their_net_amount_from_the_rate_and_a_margin_scheme_its_reason() -> None:
    invoice = read((SAMPLES / "fa3_gross.xml").read_bytes())
    assert [line.text("BT-131") for line in invoice.sub("BG-25")] == ["450.00", "100.00"]
    assert [part.text("BT-121") for part in invoice.sub("BG-23")] == ["", "VATEX-EU-F"]
    assert [invoice.text(id) for id in ("BT-112", "BT-113", "BT-115")] == ["573.00", "573.00", "0.00"]


def test_an_invoice_of_one_sum_alone_is_read() -> None:
    invoice = read((SAMPLES / "fa3_sum_only.xml").read_bytes())
    assert [invoice.text(id) for id in ("BT-112", "BT-115", "BT-109")] == ["184.50", "184.50", ""]
    assert invoice.sub("BG-25") == []


def test_vat_in_zloty_stands_beside_that_of_a_foreign_currency() -> None:
    invoice = read((SAMPLES / "fa3_currency.xml").read_bytes())
    assert [invoice.text(id) for id in ("BT-5", "BT-6", "BT-110", "BT-111")] == ["EUR", "PLN", "115.00", "492.43"]
    assert invoice.all("BT-111")[0].unit == "PLN"


def test_what_the_settlement_takes_off_is_not_due() -> None:
    invoice = read((SAMPLES / "fa3_group.xml").read_bytes())
    assert [invoice.text(id) for id in ("BT-112", "BT-113", "BT-115")] == ["369.00", "69.00", "300.00"]
    assert [first(invoice, "BG-14", id) for id in ("BT-73", "BT-74")] == ["2026-02-01", "2026-02-28"]


def test_a_buyer_abroad_is_known_by_the_vat_number_with_its_country() -> None:
    invoice = read((SAMPLES / "fa3_abroad.xml").read_bytes())
    assert first(invoice, "BG-7", "BT-48") == "DE136695976"
    assert [(part.text("BT-118"), part.text("BT-121")) for part in invoice.sub("BG-23")] == [("K", "VATEX-EU-IC"), ("AE", "VATEX-EU-AE")]


def test_the_forerunner_fa2_is_read_with_a_warning() -> None:
    text = (SAMPLES / "fa3_goods.xml").read_text("utf-8").replace("2025/06/25/13775", "2023/06/29/12648")
    invoice = read(text.encode())
    assert invoice.text("BT-112") == "1799.80"
    assert [seen.rule for seen in invoice.found] == ["KSEF-FA2"]
