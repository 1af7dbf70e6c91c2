"""Opening the books of a client - its chart of accounts, its fiscal years - and bringing the accounts up to the chart of today."""

from collections.abc import Sequence
from datetime import date

from kantor.countries import law
from kantor.spine import access, ledger
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Applied, Refusal
from kantor.words.authority import NewBooks

BEFORE, AFTER = 1, 1
"""Fiscal years opened beside the current one: late invoices and those dated ahead find their period."""

BROAD = ("input_vat", "discount_received")
"""Roles in whose place narrower ones (`input_vat_19`) stand where the chart parts them; without these, postings go to the broad one."""


def open_books(on: date, actor: Actor) -> int:
    """Open the last, the current and the next fiscal year of the actor's one client; answers the current one.

    What is open already stays as it is. LookupError where the country has no such chart.
    """
    (client_id,) = actor.clients
    client = access.client(client_id)
    rows = chart_rows(client)
    current = on.year if on.month >= client.fiscal_year_start else on.year - 1
    for year in range(current - BEFORE, current + AFTER + 1):
        ledger.open_books(rows, fiscal_year=year, start_month=client.fiscal_year_start, currency=client.currency, actor=actor)
        rows = []  # the accounts are there after the first year
    return current


def chart_rows(client: ClientRecord) -> list[ledger.ChartAccount]:
    """The chart of accounts that the client's books are kept by. LookupError where the country has no such chart."""
    charts = law(client.country).charts
    if client.chart not in charts:
        raise LookupError(f"{client.country} has no chart of accounts {client.chart}; known: {', '.join(charts)}")
    return [
        ledger.ChartAccount(account.number, account.name_local, account.kind, " ".join(account.roles), account.tax)
        for account in charts[client.chart].accounts.values()
    ]


def lacking(client: ClientRecord) -> ledger.Completed:
    """Accounts and roles that the client's chart has by now and its books have not; nothing is written."""
    return ledger.completion(_wanted(client), client.id)


def complete_books(actor: Actor) -> ledger.Completed:
    """Give the books of the actor's one client what charts got since it was taken on. LookupError as `chart_rows`."""
    return ledger.complete_accounts(_wanted(access.client(actor.clients[0])), actor=actor)


def _wanted(client: ClientRecord) -> list[ledger.ChartAccount]:
    """The chart without narrow roles for which the client has a broad account of its own: its postings would move away from there."""
    chart = chart_rows(client)
    of_chart = {role: account.number for account in chart for role in account.role.split()}
    own = [role for role, number in ledger.account_roles(client.id).items() if role in BROAD and number != of_chart.get(role)]
    return [account._replace(role=" ".join(role for role in account.role.split() if not _is_part_of(role, own))) for account in chart]


def _is_part_of(role: str, broad: Sequence[str]) -> bool:
    return any(role.startswith(f"{one}_") for one in broad)


class BookParts:
    """Opens the books of clients that documents take on; a document can open those of the client that it took on itself, and no others.

    The rows are written while acting for that client alone: the document's own client neither sees nor writes them.
    """

    kinds = (NewBooks.kind,)
    order = 55  # after the client is there

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        taken_on = access.taken_on_by([item.document_id for item in batch])
        for item in batch:
            assert isinstance(item.part, NewBooks)
            if item.document_id not in taken_on:
                raise Refusal("accounting.no_client_taken_on", document_id=item.document_id, evidence={"code": item.part.code})
            with access.acting(clients=[taken_on[item.document_id]], person_id=actor.person_id, at=actor.at) as inside:
                open_books(item.part.on, inside)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """The client is closed by whoever took it on; its books stay as they are, history is not deleted."""
