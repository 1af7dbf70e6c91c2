"""`kantor process`: own files and folders through the main job, a line for each document, and an exit status that says how it went."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.benchmarks.invoices import BUYER, account, drafts, supplier
from tests.journeys.test_paper_story import printed
from tests.site.command import done, kantor, told

from kantor.engines.einvoice.writers import Draft, cii, specifications, ubl
from kantor.site.config import ConfigError
from kantor.spine import access, parties
from kantor.words.party import Account, NewParty


@pytest.fixture
def inbox(committed_database: str, tmp_path: Path) -> Path:
    """A client that knows the supplier, who delivers on an order; a folder to put files in."""
    done("client", "add", "bude", "--name", BUYER.name, "--country", "DE", "--vat-id", BUYER.vat_id)
    (client_id,) = access.every_client()
    seller = supplier(0)
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)) as actor:
        known = NewParty(
            name=seller.name,
            country="DE",
            from_on=actor.at.date(),
            number="70001",
            identifiers=(("vat", seller.vat_id),),
            accounts=(Account(iban=account(0).iban),),
        )
        parties.create_parties([known], actor)
    order = tmp_path / "order.csv"
    lines = [f"B-1,70001,2026-05-01,{line.name},100000,{line.price},4930" for line in _draft().lines]
    order.write_text("\n".join(["order_number,supplier,ordered_on,name,quantity,price,account", *lines]))
    done("import", "orders", order, "--client", "bude")
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def _draft() -> Draft:
    (draft,) = drafts(1)
    today = datetime.now(UTC).date()
    return replace(draft, order_number="B-1", issued_on=today, delivered_on=today, due_on=today + timedelta(days=30))


def _of_a_stranger() -> Draft:
    return replace(_draft(), seller=replace(supplier(1), name="Quentin & Xaver OHG"), account=account(1))


def test_an_invoice_that_needs_nobody_takes_effect(inbox: Path) -> None:
    (inbox / "good.xml").write_bytes(ubl.write(_draft()))
    status, (line,) = told("process", inbox, "--json")
    assert (status, line["outcome"], line["type"], line["file"]) == (0, "effect", "payables.supplier_invoice", "good.xml")
    assert len(line["sha256"]) == 64
    assert all(finding["message"] for finding in line["findings"])


def test_the_same_bytes_are_recognised_whatever_they_are_called(inbox: Path) -> None:
    (inbox / "good.xml").write_bytes(ubl.write(_draft()))
    told("process", inbox, "--json")
    (inbox / "again.xml").write_bytes(ubl.write(_draft()))
    status, lines = told("process", inbox, "--json")
    assert status == 0
    assert [line["outcome"] for line in lines] == ["duplicate", "duplicate"]


def test_what_somebody_must_look_at_ends_with_status_3(inbox: Path) -> None:
    stranger = _of_a_stranger()
    (inbox / "stranger.xml").write_bytes(cii.write(stranger, specifications.XRECHNUNG))
    status, (line,) = told("process", inbox, "--json")
    assert (status, line["outcome"]) == (3, "task")
    assert "payables.supplier_invoice.supplier_unknown" in {finding["key"] for finding in line["findings"]}


def test_what_cannot_be_read_ends_with_status_1_and_is_kept(inbox: Path) -> None:
    (inbox / "broken.xml").write_bytes(b"<Invoice")
    (inbox / "good.xml").write_bytes(ubl.write(_draft()))
    status, lines = told("process", inbox, "--json")
    assert status == 1
    assert {line["file"]: line["outcome"] for line in lines} == {"broken.xml": "refused", "good.xml": "effect"}


def test_an_archive_is_taken_apart(inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "both.zip", "w") as packed:
        packed.writestr("one.xml", ubl.write(_draft()))
        packed.writestr("two.xml", ubl.write(replace(_draft(), number="RE-2")))
    status, lines = told("process", inbox, "--json")
    assert [line["file"] for line in lines] == ["one.xml", "two.xml"]
    assert status in (0, 3)


def test_lines_for_people_say_why_in_their_language(inbox: Path) -> None:
    (inbox / "broken.xml").write_bytes(b"<Invoice")
    result = kantor("process", inbox, "--language", "de")
    assert result.stdout.startswith("refused")
    assert "kein wohlgeformtes XML" in result.stdout


def test_what_is_said_of_several_fields_names_each(inbox: Path) -> None:
    (inbox / "page.pdf").write_bytes(printed(_of_a_stranger()).data)
    result = kantor("process", inbox, "--language", "de")
    assert "    Rechnungsnummer: Maschinell von Seite 1 gelesen" in result.stdout
    assert "    Zahlen an (IBAN): Maschinell von Seite 1 gelesen" in result.stdout


def test_an_empty_folder_ends_with_status_4(inbox: Path) -> None:
    assert kantor("process", inbox).exit_code == 4


def test_a_path_that_is_not_there_is_told(inbox: Path) -> None:
    assert kantor("process", inbox / "nothing").exit_code == 2


def test_an_unknown_client_is_told(inbox: Path) -> None:
    (inbox / "good.xml").write_bytes(ubl.write(_draft()))
    assert isinstance(kantor("process", inbox, "--client", "nobody").exception, ConfigError)


def test_what_was_refused_is_read_again_on_request(inbox: Path) -> None:
    (inbox / "bad.xml").write_bytes(b"<Invoice>")
    told("process", inbox, "--json")
    status, (line,) = told("read-again", "--json")
    assert (status, line["outcome"], line["file"]) == (1, "refused", "bad.xml")
    status, (line,) = told("process", inbox, "--json")
    assert (status, line["outcome"], len(line["findings"])) == (0, "duplicate", 2)  # and it says why it still cannot be read


def test_there_may_be_nothing_to_read_again(inbox: Path) -> None:
    assert told("read-again", "--json", "--client", "bude") == (4, [])
