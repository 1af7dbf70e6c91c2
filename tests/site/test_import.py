"""Sheets become suppliers, accounts, orders, receipts and open items, or tell row by row why not."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from tests.site.command import kantor, office, told

from kantor.spine import access, ledger, parties

SUPPLIERS = """Nummer;Lieferant;Land;USt-IdNr.;Zahlungsziel;IBAN;Bemerkung
70010;Papierhaus Linde GmbH;DE;DE136695976;30;DE89 3704 0044 0532 0130 00;gut
70011;Drukarnia Jodła sp. z o.o.;PL;;14;61 1090 1014 0000 0712 1981 2874;
"""
ORDERS = """Bestellnummer,Lieferant,Datum,Bezeichnung,Menge,Einzelpreis,Wareneingang,Konto
B-1,Papierhaus Linde GmbH,01.11.2026,Papier,"1.000,5","2,50",ja,3980
B-1,70010,2026-11-01,Ordner,20,3,nein,
"""
RECEIPTS = "Number,Received on,Order,Line,Quantity\nL-1,2026-11-05,B-1,1,500\n"
OPEN_ITEMS = """Konto;Belegnummer;Datum;Fällig am;Betrag;Währung;Betrag in Hauswährung
70010;RE-1;1.10.2026;31.10.2026;1.190,00;;
70010;RE-2;2.10.2026;31.10.2026;-10,50;EUR;
70011;FV/3;3.10.2026;17.10.2026;430,00;PLN;100,00
"""


@pytest.fixture
def client_id(committed_database: str) -> int:
    office()
    (client_id,) = access.every_client()
    return client_id


def _sheet(folder: Path, text: str, name: str = "sheet.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _import(kind: str, path: Path, *more: str) -> tuple[int, dict[str, object]]:
    status, (found,) = told("import", kind, path, "--client", "nord", "--language", "en", "--json", *more)
    return status, found


def test_suppliers_come_with_their_numbers_and_agreed_accounts(client_id: int, tmp_path: Path) -> None:
    status, found = _import("suppliers", _sheet(tmp_path, SUPPLIERS))
    assert status == 0
    assert found["imported"] == {"new": 2, "known": 0, "waiting": 0}
    assert found["unknown_columns"] == ["Bemerkung"]
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)):
        known = parties.numbers_known(client_id, "supplier", ["70010", "70011"])
        accounts = [row.iban for row in parties.bank_accounts(list(known.values()))]
    assert sorted(accounts) == ["DE89370400440532013000", "PL61109010140000071219812874"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_sheet_may_be_written_in_any_usual_encoding(client_id: int, tmp_path: Path, encoding: str) -> None:
    text = "Name;Land;Straße\nBürohof Müller & Söhne;DE;Äußere Straße 1\n"
    assert _import("suppliers", _sheet(tmp_path, text, encoding=encoding))[0] == 0
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)):
        assert [row.name for row in parties.listed([client_id])] == ["Bürohof Müller & Söhne"]


def test_a_preview_writes_nothing(client_id: int, tmp_path: Path) -> None:
    status, found = _import("suppliers", _sheet(tmp_path, SUPPLIERS), "--preview")
    assert (status, found["good"], found["imported"]) == (0, 2, None)
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)):
        assert parties.listed([client_id]) == []


BAD = """name,country,vat_id,payment_days,iban,number
Good,DE,DE136695976,30,,1
Wrong id,DE,DE123,30,,2
No country,,,30,,3
Wrong days,DE,,soon,,4
Wrong account,DE,,,DE89370400440532013001,5
Twice,DE,,,,1
"""


def test_every_bad_row_is_told_and_nothing_is_imported(client_id: int, tmp_path: Path) -> None:
    status, found = _import("suppliers", _sheet(tmp_path, BAD))
    assert status == 1
    assert found["imported"] is None
    faults = found["faults"]
    assert isinstance(faults, list)
    assert [(fault["row"], fault["column"]) for fault in faults] == [
        (3, "vat_id"),
        (4, "country"),
        (5, "payment_days"),
        (6, "iban"),
        (7, "number"),
    ]
    assert faults[1]["message"] == "The cell is empty."
    assert "check digits" in faults[3]["message"]


def test_the_good_rows_are_imported_when_that_is_asked_for(client_id: int, tmp_path: Path) -> None:
    status, found = _import("suppliers", _sheet(tmp_path, BAD), "--skip-bad")
    assert status == 0
    assert found["imported"] == {"new": 1, "known": 0, "waiting": 0}


def test_a_supplier_that_is_there_is_not_taken_up_again(client_id: int, tmp_path: Path) -> None:
    path = _sheet(tmp_path, SUPPLIERS)
    _import("suppliers", path)
    status, found = _import("suppliers", path)
    assert status == 1
    assert found["good"] == 0


def test_orders_receipts_and_open_items_take_effect_through_the_house(client_id: int, tmp_path: Path) -> None:
    _import("suppliers", _sheet(tmp_path, SUPPLIERS))
    for kind, text, new in (("orders", ORDERS, 1), ("receipts", RECEIPTS, 1), ("open-items", OPEN_ITEMS, 3)):
        status, found = _import(kind, _sheet(tmp_path, text))
        assert (status, found["imported"]) == (0, {"new": new, "known": 0, "waiting": 0}), kind
    now = datetime.now(UTC)
    with access.acting(clients=[client_id], person_id=None, at=now):
        owed = {item.reference: item.open for item in ledger.open_items([client_id], side="payable", on=now.date())}
        balances = {row.number: row.closing.amount for row in _trial_balance(client_id)}
        stock = ledger.stock(client_id)
    assert {reference: str(money) for reference, money in owed.items()} == {
        "RE-1": "1190.00 EUR",
        "RE-2": "-10.50 EUR",
        "FV/3": "430.00 PLN",
    }
    assert balances["9000"] == Decimal("1279.50")
    assert balances["1600"] == Decimal("-1279.50")
    assert balances["3980"] == Decimal("1250.00")
    assert [(row.article, row.quantity) for row in stock] == [("Papier", Decimal(500))]
    assert sum(balances.values()) == 0


def _trial_balance(client_id: int) -> list[ledger.BalanceRow]:
    year = datetime.now(UTC).year
    return ledger.trial_balance(client_id, from_on=date(year - 1, 1, 1), until_on=date(year + 1, 12, 31))


def test_what_was_imported_before_is_recognised(client_id: int, tmp_path: Path) -> None:
    _import("suppliers", _sheet(tmp_path, SUPPLIERS))
    for kind, text, new in (("orders", ORDERS, 1), ("receipts", RECEIPTS, 1), ("open-items", OPEN_ITEMS, 3)):
        path = _sheet(tmp_path, text)
        _import(kind, path)
        assert _import(kind, path)[1]["imported"] == {"new": 0, "known": new, "waiting": 0}, kind


def test_an_unknown_partner_and_an_unknown_account_are_told(client_id: int, tmp_path: Path) -> None:
    _import("suppliers", _sheet(tmp_path, SUPPLIERS))
    text = "order_number,supplier,ordered_on,name,quantity,price,account\nB-9,Nobody,2026-11-01,X,1,1,\nB-9,70010,2026-11-01,X,0,1,123456\n"
    status, found = _import("orders", _sheet(tmp_path, text))
    assert status == 1
    assert [(fault["row"], fault["column"]) for fault in found["faults"]] == [(2, "supplier"), (3, "account"), (3, "quantity")]  # type: ignore[attr-defined]


def test_accounts_are_added_and_renamed_but_keep_their_kind(client_id: int, tmp_path: Path) -> None:
    text = "Konto;Bezeichnung;Kontoart\n4991;Messekosten;Aufwand\n4930;Bürobedarf neu;Aufwand\n1600;Falsch;Ertrag\n"
    status, found = _import("accounts", _sheet(tmp_path, text), "--skip-bad")
    assert status == 0
    assert found["imported"] == {"new": 2, "known": 0, "waiting": 0}
    assert [fault["row"] for fault in found["faults"]] == [4]  # type: ignore[attr-defined]
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)):
        names = {account.number: account.name for account in ledger.accounts(client_id)}
    assert (names["4991"], names["4930"]) == ("Messekosten", "Bürobedarf neu")


def test_a_workbook_is_read_with_its_dates_and_numbers(client_id: int, tmp_path: Path) -> None:
    _import("suppliers", _sheet(tmp_path, SUPPLIERS))
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Supplier", "Invoice", "Date", "Due", "Amount"])
        sheet.write_row(1, 0, [70010, "X-1"])
        sheet.write_datetime(1, 2, datetime(2026, 10, 1, tzinfo=UTC).replace(tzinfo=None), book.add_format({"num_format": "d.m.yy"}))
        sheet.write(1, 3, "2026-10-31")
        sheet.write(1, 4, 1234.56)
    path = tmp_path / "items.xlsx"
    path.write_bytes(target.getvalue())
    assert _import("open-items", path)[1]["imported"] == {"new": 1, "known": 0, "waiting": 0}
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)):
        (item,) = ledger.open_items([client_id], side="payable", on=date(2026, 11, 1))
    assert (item.document_on, str(item.open)) == (date(2026, 10, 1), "1234.56 EUR")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"name;street\nx;y\n"])
def test_what_is_no_such_sheet_is_told_with_status_2(client_id: int, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    result = kantor("import", "suppliers", path, "--client", "nord")
    assert result.exit_code == 2
    assert "sheet.csv" in result.stderr


CUSTOMERS = """Kundennummer;Kunde;Land;USt-IdNr.;Straße;PLZ;Ort;Zahlungsziel;Rechnungsformat;Leitweg-ID;Kreditlimit
10010;Papierhaus Linde GmbH;DE;DE136695976;Lindenstr. 5;10969;Berlin;30;ZUGFeRD;04011000-12345-34;1.000,50
"""
INVOICES = """Referenz;Kunde;Rechnungsdatum;Bezeichnung;Menge;Einzelpreis;Steuer;Brutto
A-1;Papierhaus Linde GmbH;01.11.2026;Papier;1.000,5;2,50;;
A-1;10010;01.11.2026;Fachbuch;2;10;ermäßigt;
A-2;Niemand;01.11.2026;Papier;1;2,50;;
"""


def test_customers_and_their_invoices_come_from_sheets(client_id: int, tmp_path: Path) -> None:
    assert _import("customers", _sheet(tmp_path, CUSTOMERS))[0] == 0
    with access.acting(clients=[client_id], person_id=None, at=datetime.now(UTC)):
        (row,) = parties.listed([client_id], "customer")
    assert (row.number, row.terms) == (
        "10010",
        {"einvoice": "factur_x", "buyer_reference": "04011000-12345-34", "credit_limit": "1000.50"},
    )
    status, found = _import("invoices", _sheet(tmp_path, INVOICES))
    assert status == 1
    assert [fault["column"] for fault in found["faults"]] == ["customer"]  # type: ignore[index, union-attr]
    status, found = _import("invoices", _sheet(tmp_path, INVOICES), "--skip-bad")
    assert found["imported"] == {"new": 1, "known": 0, "waiting": 1}
    again = _import("invoices", _sheet(tmp_path, INVOICES), "--skip-bad")[1]
    assert again["imported"]["known"] == 1  # type: ignore[index]
