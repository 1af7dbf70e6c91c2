"""`kantor export`: postings and open items as CSV or XLSX, streamed row by row."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kantor.site.cli.start import ready, say

if TYPE_CHECKING:
    from kantor.spine.access import ClientRecord

Client = Annotated[str, typer.Option("--client", help="Code of the client.")]
Out = Annotated[Path, typer.Option("--out", help="File to write; .csv or .xlsx decides the form.")]
Day = Annotated[str, typer.Option(help="A day as 2026-01-31.")]
POSTINGS = (
    *("voucher", "booked_on", "document_on", "text", "account", "account_name", "debit", "credit", "currency"),
    *("foreign_amount", "foreign_currency", "party", "tax_code", "cost_centre", "project", "document"),
)
OPEN_ITEMS = (
    *("side", "party_number", "party", "reference", "document_on", "due_on", "days_overdue"),
    *("amount", "open", "currency", "iban", "held", "document"),
)


def register(app: typer.Typer) -> None:
    family = typer.Typer(help="Write what is in the books to a table for other programs.", no_args_is_help=True)
    family.command("postings")(postings)
    family.command("open-items")(open_items)
    app.add_typer(family, name="export")


def postings(client: Client, out: Out, since: Day = "", until: Day = "") -> None:
    """Every posting of the journal, oldest first: voucher, days, account, debit, credit, foreign amount, party, tax code."""
    first, last = _day(since, date.min), _day(until, date.max)
    _write(client, out, POSTINGS, lambda record: _postings(record, first, last))


def open_items(client: Client, out: Out) -> None:
    """Everything that is owed to suppliers and by customers as of now, with what is still open of it."""
    _write(client, out, OPEN_ITEMS, _open_items)


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
