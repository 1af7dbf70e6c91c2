"""The data medium of a tax audit (GoBD, Z3): accounts, postings, partners and documents as tables, with index.xml that describes them."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from kantor.departments.accounting.auditing import reading
from kantor.engines.auditing import Column, Described, describe
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.spine import ledger, trail
from kantor.spine.access import ClientRecord

WORDS = "accounting.auditing"
Told = Callable[[int], None]
PLACES = 2
TOLD_EVERY = 10_000


class _Table(NamedTuple):
    described: Described
    rows: Callable[[ClientRecord, date, date], Iterator[Sequence[Any]]]


def write_data_medium(
    client: ClientRecord, folder: Path, days: tuple[date, date], *, at: datetime, told: Told = lambda rows: None
) -> list[Path]:
    """The files, written to a folder that is there; told: how many rows are written so far. Within a snapshot of the acting client."""
    tables, written, count = _tables(client.language), [], 0
    for table in tables:
        path = folder / table.described.file
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
            writer.writerow([column.name for column in table.described.columns])
            for row in table.rows(client, *days):
                writer.writerow([_cell(cell) for cell in row])
                count += 1
                if not count % TOLD_EVERY:
                    told(count)
        written.append(path)
    told(count)
    index = folder / "index.xml"
    comment = say(f"{WORDS}.comment", client.language, {"moment": f"{at:%Y-%m-%d %H:%M} UTC"})
    described = [table.described for table in tables]
    town = str(client.address.get("town", ""))
    index.write_bytes(describe(described, supplier=client.name, place=town or "-", comment=comment, from_on=days[0], until_on=days[1]))
    return [*written, index, _heads(client, folder)]


def _heads(client: ClientRecord, folder: Path) -> Path:
    """The signed heads of the audit trail: `kantor evidence` proves each document against them."""
    path = folder / "audit-trail.jsonl"
    lines = [trail.canonical(head.as_json()) for head in trail.heads(client.id)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _cell(value: Any) -> str:
    """Numbers with a comma, days and moments in ISO form; line breaks become blanks."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split()) if value is not None else ""


def _tables(language: str) -> Sequence[_Table]:
    return (
        _Table(_described("accounts", language, (Column("account", key=True), Column("name"), Column("kind"))), _accounts),
        _Table(_described("partners", language, _PARTNER), _partners),
        _Table(_described("documents", language, _DOCUMENT), _documents),
        _Table(_described("postings", language, _POSTING), _postings),
    )


def _described(table: str, language: str, columns: Iterable[Column]) -> Described:
    told = tuple(column._replace(description=say(f"{WORDS}.column.{column.name}", language)) for column in columns)
    return Described(file=f"{table}.csv", name=table, description=say(f"{WORDS}.{table}", language), columns=told)


_PARTNER = (
    *(Column("partner", "number", key=True), Column("number"), Column("name"), Column("street"), Column("postcode"), Column("town")),
    *(Column("country"), Column("vat_id")),
)
_DOCUMENT = (
    *(
        Column("document", "number", key=True),
        Column("type"),
        Column("number"),
        Column("document_on", "date"),
        Column("received_on", "date"),
    ),
    *(Column("partner_name"), Column("file"), Column("sha256")),
)
_POSTING = (
    *(Column("entry", "number", key=True), Column("line", "number", key=True), Column("voucher"), Column("booked_on", "date")),
    *(Column("document_on", "date"), Column("posted_on", "date"), Column("account", refers_to="accounts"), Column("text")),
    *(Column("debit", "number", PLACES), Column("credit", "number", PLACES), Column("currency")),
    *(Column("foreign_amount", "number", PLACES), Column("foreign_currency"), Column("partner", "number", refers_to="partners")),
    *(Column("tax_code"), Column("cost_centre"), Column("project"), Column("document", "number", refers_to="documents")),
    *(Column("reverses", "number"), Column("ledger")),
)


def _accounts(client: ClientRecord, from_on: date, until_on: date) -> Iterator[Sequence[Any]]:
    yield from ((row.number, row.name, row.kind) for row in ledger.accounts(client.id))


def _partners(client: ClientRecord, from_on: date, until_on: date) -> Iterator[Sequence[Any]]:
    for row in reading.partners(client.id):
        yield row.id, row.number, row.name, row.street, row.postcode, row.town, row.country, row.vat_id


def _documents(client: ClientRecord, from_on: date, until_on: date) -> Iterator[Sequence[Any]]:
    for row in reading.documents(client.id, from_on, until_on):
        yield row.id, row.type, row.number, row.document_on, row.received_at.date(), row.party_name, row.file_name, row.sha256


def _postings(client: ClientRecord, from_on: date, until_on: date) -> Iterator[Sequence[Any]]:
    for row in reading.postings(client.id, from_on, until_on):
        foreign = Money.from_minor(row.foreign_amount, row.foreign_currency).amount if row.foreign_currency else None
        yield (
            *(row.entry_id, row.line, ledger.voucher_text(row.series, row.year, row.voucher), row.booked_on, row.document_on),
            *(row.posted_at.date(), row.account, row.text or row.entry_text),
            *(Money.from_minor(row.dr, row.currency).amount, Money.from_minor(row.cr, row.currency).amount, row.currency),
            *(foreign, row.foreign_currency, row.party_id, row.tax_code, row.cost_centre, row.project, row.document_id, row.reverses_id),
            row.ledger,
        )
