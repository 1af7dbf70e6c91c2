"""Books leave for the tax adviser and for auditors; read back by small readers of their own, they come to what the ledger has."""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from lxml import etree
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, typed
from tests.journeys.test_reversal_story import INVOICE, ORDERED, reverse

from kantor.departments.accounting.auditing import Adviser, NotForDatev, write_data_medium, write_datev, write_originals
from kantor.spine import access, ledger, trail

YEAR = date(2026, 1, 1), date(2026, 12, 31)
AT = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)
COLLECTIVE = {"1": "1400", "7": "1600"}
"""First digit of a partner's account of five -> the account that the books keep."""


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    buyer = customer(office, "DE", PAPIER)
    office.finish("DE", typed(office, "DE", buyer, DESK, BOOK))
    office.order("DE", "B-4711", ORDERED)
    office.receive("DE", "B-4711", {"line": "1", "quantity": "40"})
    (bought,) = office.bring(INVOICE)
    office.finish("DE")
    reverse(office, bought.document_id)
    return office


def turnover(office: Office) -> dict[str, tuple[Decimal, Decimal]]:
    """Account -> debit and credit of the year, red stornos as negative amounts."""
    with office.acting("DE"):
        rows = ledger.trial_balance(office.clients["DE"], from_on=YEAR[0], until_on=YEAR[1])
    return {row.number: (row.debit.amount, row.credit.amount) for row in rows if row.debit or row.credit}


def booked(paths: list[Path]) -> dict[str, tuple[Decimal, Decimal]]:
    """A reader of DATEV rows that knows nothing of the writer."""
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for path in paths:
        rows = list(csv.reader(path.read_text("cp1252").splitlines(), delimiter=";"))
        assert rows[0][:5] == ["EXTF", "700", "21", "Buchungsstapel", "13"]
        for row in rows[2:]:
            amount, turned = Decimal(row[0].replace(",", ".")), row[117] == "1"
            debit, credit = (row[7], row[6]) if row[1] == "H" else (row[6], row[7])
            if turned:  # what stands in debit takes back a credit
                debit, credit, amount = credit, debit, -amount
            sums[collective(debit)][0] += amount
            sums[collective(credit)][1] += amount
    return {account: (debit, credit) for account, (debit, credit) in sums.items()}


def collective(account: str) -> str:
    return COLLECTIVE[account[0]] if len(account) == 5 else account


def test_a_datev_batch_read_back_has_the_turnover_of_every_account(office: Office, tmp_path: Path) -> None:
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        *batches, labels = write_datev(client, tmp_path, YEAR, Adviser(29098, 55003), at=AT)
    found = {account: sides for account, sides in booked(batches).items() if any(sides)}
    assert found == {account: sides for account, sides in turnover(office).items() if any(sides)}
    named = dict(row[:2] for row in list(csv.reader(labels.read_text("cp1252").splitlines(), delimiter=";"))[2:])
    assert PAPIER.name in named.values()
    assert named["8400"].startswith("Erlöse")


def test_books_by_another_chart_are_no_books_for_datev(office: Office, tmp_path: Path) -> None:
    with office.acting("PL") as actor, pytest.raises(NotForDatev, match="pl_model"):
        write_datev(access.client(actor.clients[0]), tmp_path, YEAR, Adviser(29098, 55003), at=AT)
    assert list(tmp_path.iterdir()) == []


def tables(folder: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A reader that goes by the description alone: file, signs, columns."""
    for table in etree.parse(str(folder / "index.xml")).getroot().iter("Table"):
        layout = table.find("VariableLength")
        assert layout is not None
        names = [str(column.findtext("Name")) for column in layout if column.tag in ("VariablePrimaryKey", "VariableColumn")]
        skipped = int(str(table.findtext("Range/From"))) - 1
        with (folder / str(table.findtext("URL"))).open(encoding="utf-8", newline="") as file:
            rows = list(
                csv.reader(file, delimiter=str(layout.findtext("ColumnDelimiter")), quotechar=str(layout.findtext("TextEncapsulator")))
            )
        assert rows[0] == names
        yield str(table.findtext("Name")), [dict(zip(names, row, strict=True)) for row in rows[skipped:]]


def test_the_tables_of_an_audit_read_back_have_the_turnover_of_every_account(office: Office, tmp_path: Path) -> None:
    with office.acting("DE") as actor:
        written = write_data_medium(access.client(actor.clients[0]), tmp_path, YEAR, at=AT)
    found = dict(tables(tmp_path))
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for row in found["postings"]:
        for side, key in enumerate(("debit", "credit")):
            sums[row["account"]][side] += Decimal(row[key].replace(",", "."))
    assert {account: tuple(sides) for account, sides in sums.items() if any(sides)} == {
        account: sides for account, sides in turnover(office).items() if any(sides)
    }
    assert {path.name for path in written} == {
        *("accounts.csv", "partners.csv", "documents.csv", "postings.csv", "index.xml", "audit-trail.jsonl")
    }
    for table, key, rows in (
        ("accounts", "account", "postings"),
        ("documents", "document", "postings"),
        ("partners", "partner", "postings"),
    ):
        assert {row[key] for row in found[rows]} - {""} <= {row[key] for row in found[table]}
    with office.acting("DE") as actor:
        trust = trail.trust(settings.KANTOR.signing_key_file)
        *originals, evidence = write_originals(tmp_path, YEAR, actor, trust=trust)
    hashes = {int(path.stem): hashlib.sha256(path.read_bytes()).hexdigest() for path in originals}
    assert hashes == {int(row["document"]): row["sha256"] for row in found["documents"] if row["sha256"]}
    assert {path.suffix for path in originals} == {".xml"}
    with ZipFile(evidence) as packed:
        about = json.loads(packed.read("manifest.json"))["documents"]
    assert about == sorted(int(row["document"]) for row in found["documents"])


def test_the_description_keeps_to_the_order_that_the_audit_software_asks_for(office: Office, tmp_path: Path, shared_data: Path) -> None:
    with office.acting("DE") as actor:
        write_data_medium(access.client(actor.clients[0]), tmp_path, YEAR, at=AT)
    dtd = etree.DTD(str(shared_data / "bank/tax_de/gdpdu-index-parser/src/main/resources/gdpdu-01-08-2002.dtd"))
    tree = etree.parse(str(tmp_path / "index.xml")).getroot()
    assert dtd.validate(tree), dtd.error_log
