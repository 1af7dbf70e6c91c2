"""Opening the books of a client: its country's chart of accounts, and the fiscal years in which documents can be posted."""

from datetime import date

from kantor.countries import law
from kantor.spine import access, ledger
from kantor.spine.access import Actor

BEFORE, AFTER = 1, 1
"""Fiscal years opened beside the current one: late invoices and those dated ahead find their period."""


def open_books(on: date, actor: Actor) -> int:
    """Open the last, the current and the next fiscal year of the actor's one client; answers the current one.

    What is open already stays as it is. LookupError where the country has no such chart.
    """
    (client_id,) = actor.clients
    client = access.client(client_id)
    charts = law(client.country).charts
    if client.chart not in charts:
        raise LookupError(f"{client.country} has no chart of accounts {client.chart}; known: {', '.join(charts)}")
    rows = [
        ledger.ChartAccount(account.number, account.name_local, account.kind, " ".join(account.roles), account.tax)
        for account in charts[client.chart].accounts.values()
    ]
    current = on.year if on.month >= client.fiscal_year_start else on.year - 1
    for year in range(current - BEFORE, current + AFTER + 1):
        ledger.open_books(rows, fiscal_year=year, start_month=client.fiscal_year_start, currency=client.currency, actor=actor)
        rows = []  # the accounts are there after the first year
    return current
