"""`kantor export`: postings and open items as CSV or XLSX, and the books for tax advisers and auditors, streamed row by row."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import ConfigError

if TYPE_CHECKING:
    from kantor.spine.access import ClientRecord

Client = Annotated[str, typer.Option("--client", help="Code of the client.")]
Out = Annotated[Path, typer.Option("--out", help="File to write; .csv or .xlsx decides the form.")]
Folder = Annotated[Path, typer.Option("--out", help="Folder to write to.")]
Day = Annotated[str, typer.Option(help="A day as 2026-01-31.")]
Span = tuple[date, date]
Told = Callable[[int], None]
POSTINGS = (
    *("voucher", "booked_on", "document_on", "text", "account", "account_name", "debit", "credit", "currency"),
    *("foreign_amount", "foreign_currency", "party", "tax_code", "cost_centre", "project", "document"),
)
LEDGER = ("account", "account_name", "booked_on", "document_on", "voucher", "text", "debit", "credit", "balance", "currency", "document")
OPEN_ITEMS = (
    *("side", "party_number", "party", "reference", "document_on", "due_on", "days_overdue"),
    *("amount", "open", "currency", "iban", "held", "document"),
)


def register(app: typer.Typer) -> None:
    family = typer.Typer(help="Write what is in the books to a table for other programs.", no_args_is_help=True)
    family.command("postings")(postings)
    family.command("ledger")(ledger)
    family.command("open-items")(open_items)
    family.command("datev")(datev)
    family.command("audit")(audit)
    app.add_typer(family, name="export")


def postings(client: Client, out: Out, since: Day = "", until: Day = "") -> None:
    """Every posting of the journal, oldest first: voucher, days, account, debit, credit, foreign amount, party, tax code."""
    first, last = _day(since, date.min), _day(until, date.max)
    _write(client, out, POSTINGS, lambda record: _postings(record, first, last))


def ledger(client: Client, out: Out, since: Day = "", until: Day = "") -> None:
    """The general ledger: each account with its opening balance, its postings in their order and the balance after each; of whole periods,
    to which the days are widened."""
    first, last = _day(since, date.min), _day(until, date.max)
    _write(client, out, LEDGER, lambda record: _ledger(record, first, last))


def open_items(client: Client, out: Out) -> None:
    """Everything that is owed to suppliers and by customers as of now, with what is still open of it."""
    _write(client, out, OPEN_ITEMS, _open_items)


def datev(
    client: Client,
    folder: Folder,
    since: Annotated[str, typer.Option("--from", help="First day, as 2026-01-01.")],
    until: Annotated[str, typer.Option("--to", help="Last day, as 2026-12-31.")],
    adviser: Annotated[int, typer.Option(min=1001, max=9999999, help="The tax adviser's number at DATEV.")],
    number: Annotated[int, typer.Option("--client-number", min=1, max=99999, help="The client's number at the adviser.")],
) -> None:
    """Booking batches in the DATEV format (EXTF 700, version 13), a month and at most 99,999 rows each, with the labels of the accounts."""

    def write(record: "ClientRecord", days: Span, now: datetime, told: Told) -> list[Path]:
        from kantor.departments.accounting.auditing import Adviser, NotForDatev, write_datev

        try:
            return write_datev(record, folder, days, Adviser(adviser, number), at=now, told=told)
        except NotForDatev as error:
            raise ConfigError(str(error)) from error

    _books(client, folder, (since, until), write)


def audit(
    client: Client,
    folder: Folder,
    since: Annotated[str, typer.Option("--from", help="First day, as 2026-01-01.")],
    until: Annotated[str, typer.Option("--to", help="Last day, as 2026-12-31.")],
    originals: Annotated[bool, typer.Option("--originals", help="The documents as they came as well, with the proofs of each.")] = False,
) -> None:
    """Accounts, partners, documents and postings as tables for a tax audit (GoBD, Z3), with index.xml and the heads of the audit trail."""

    def write(record: "ClientRecord", days: Span, now: datetime, told: Told) -> list[Path]:
        from kantor.departments.accounting.auditing import write_data_medium

        return write_data_medium(record, folder, days, at=now, told=told)

    _books(client, folder, (since, until), write, originals=originals)


def _books(
    code: str,
    folder: Path,
    span: tuple[str, str],
    write: "Callable[[ClientRecord, Span, datetime, Told], list[Path]]",
    *,
    originals: bool = False,
) -> None:
    """A folder that is there; what is in the books at this moment, in one snapshot, with the number of rows told on the way. With the
    originals the trail is sealed first, so that all of them can be proved."""
    if not folder.is_dir():
        raise typer.BadParameter(f"There is no folder {folder}.", param_hint="--out")
    days = (_day(span[0], date.min), _day(span[1], date.max))
    with ready() as known:
        from kantor.departments.accounting.auditing import write_originals
        from kantor.site import taking_on
        from kantor.site.config import anchors
        from kantor.spine import access, trail

        now = datetime.now(UTC)
        record = taking_on.client_named(code, at=now)
        if originals:
            access.seal_trails(trail.signer(known.signing_key_file), now, anchors=anchors(known))
        with access.acting(clients=[record.id], person_id=None, at=now, snapshot=True) as actor:
            access.take_time()
            written = write(record, days, now, lambda rows: print(f"{rows} rows", file=sys.stderr))
            if originals:
                trust = trail.trust(known.signing_key_file, Path(known.timestamp_roots))
                written += write_originals(
                    folder, days, actor, trust=trust, told=lambda count: print(f"{count} documents", file=sys.stderr)
                )
        say(f"{len(written)} files written to {folder}.")


def _write(code: str, out: Path, headers: Sequence[str], rows: "Callable[[ClientRecord], Iterator[Sequence[Any]]]") -> None:
    from kantor.channels.sheets.writing import SUFFIXES

    if out.suffix not in SUFFIXES:
        raise typer.BadParameter(f"{out.name} must end in {' or '.join(SUFFIXES)}.", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"There is no folder {out.parent}.", param_hint="--out")
    with ready():
        from kantor.channels.sheets import write_table
        from kantor.site import taking_on
        from kantor.spine import access

        now = datetime.now(UTC)
        record = taking_on.client_named(code, at=now)
        with access.acting(clients=[record.id], person_id=None, at=now, snapshot=True):
            access.take_time()
            count = write_table(out, headers, rows(record))
        say(f"{count} rows written to {out}.")


def _postings(client: "ClientRecord", first: date, last: date) -> Iterator[Sequence[Any]]:
    from kantor.spine import ledger, parties

    after = None
    while page := ledger.journal(client.id, from_on=first, until_on=last, after=after):
        names = parties.parties(sorted({posting.party_id for entry in page for posting in entry.postings if posting.party_id}))
        for entry in page:
            for posting in entry.postings:
                party = names.get(posting.party_id or 0)
                foreign = posting.foreign
                yield (
                    *(entry.voucher, entry.booked_on, entry.document_on, posting.text or entry.text, posting.account, posting.account_name),
                    posting.debit.amount if posting.debit is not None else None,
                    posting.credit.amount if posting.credit is not None else None,
                    client.currency,
                    *((foreign.amount, foreign.currency) if foreign is not None else (None, "")),
                    party.name if party else "",
                    *(posting.tax_code, posting.cost_centre, posting.project, entry.document_id),
                )
        after = page[-1]


def _ledger(client: "ClientRecord", first: date, last: date) -> Iterator[Sequence[Any]]:
    from kantor.spine import ledger

    periods = ledger.periods(client.id)
    first = next((one.starts_on for one in periods if one.starts_on <= first <= one.ends_on), first)
    last = next((one.ends_on for one in periods if one.starts_on <= last <= one.ends_on), last)
    for account in ledger.trial_balance(client.id, from_on=first, until_on=last):
        named = (account.number, account.name)
        yield (*named, None, None, "", "", None, None, account.opening.amount, client.currency, None)
        after = None
        while page := ledger.account_sheet(client.id, account.number, from_on=first, until_on=last, after=after):
            for row in page:
                sides = (one.amount if one is not None else None for one in (row.debit, row.credit))
                balance = (account.opening + row.balance).amount
                yield (*named, row.booked_on, row.document_on, row.voucher, row.text, *sides, balance, client.currency, row.document_id)
            after = page[-1]


def _open_items(client: "ClientRecord") -> Iterator[Sequence[Any]]:
    from kantor.spine import ledger, parties

    today = datetime.now(UTC).date()
    for side in ("payable", "receivable"):
        after = None
        while page := ledger.open_items([client.id], side=side, on=today, after=after):
            names = parties.leads(sorted({item.party_id for item in page}))
            for item in page:
                party = names.get(item.party_id)
                yield (
                    *(side, party.number if party else "", party.name if party else "", item.reference, item.document_on, item.due_on),
                    *(item.days_overdue, item.amount.amount, item.open.amount, item.amount.currency, item.iban, item.held_reason),
                    item.document_id,
                )
            after = page[-1]


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a day such as 2026-01-31.") from error
