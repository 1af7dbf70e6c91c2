"""What the house looks at by itself before a month is closed: each check names what stands in the way, down to account and document."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.accounting.allocation.keeping import posted_since
from kantor.departments.accounting.asset.accounts import register_accounts
from kantor.departments.accounting.closing.catalogue import CHECKS, HINTS
from kantor.departments.accounting.closing.taxes import implausible
from kantor.departments.accounting.intercompany import compared
from kantor.departments.accounting.reports.assets import by_account
from kantor.kit.columns import days, texts
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.spine import facts, ledger
from kantor.spine.access import ClientRecord
from kantor.words import Ask

QUERIES = Queries(__file__)
MOST = 200
"""Rows that a check names at most."""
SUSPENSE, TRANSIT = "suspense", "money_in_transit"


class Span(NamedTuple):
    """The client and the days whose closing is looked at: the first and the last of whole periods."""

    client: ClientRecord
    from_on: date
    until_on: date


class Found(NamedTuple):
    """Something in the way. label: what it is in the books' own words; document_id, account: where it leads, type: of that document;
    amount: by how much, in the currency of the books, between clients in that of what is owed, of a bank account in its own; partner_id:
    the connected client."""

    label: str
    document_id: int | None = None
    account: str = ""
    type: str = ""
    on: date | None = None
    amount: Money | None = None
    partner_id: int | None = None


class Result(NamedTuple):
    """found: what stands in the way, `MOST` at most; nothing where all is well."""

    key: str
    found: list[Found]

    @property
    def state(self) -> str:
        """fine; look, where it need not be wrong; stop, where it stands in the way of closing."""
        return "fine" if not self.found else "look" if self.key in HINTS else "stop"


def look(span: Span) -> list[Result]:
    """All checks for the acting client; a statement or two each, whatever is posted."""
    return [Result(key, LOOKS[key](span)) for key in CHECKS]


def _rows(name: str, span: Span, **given: object) -> Iterator[Any]:
    asked = {"client_id": span.client.id, "from_on": span.from_on, "until_on": span.until_on, "most": MOST, **given}
    yield from QUERIES.rows(name, **asked)


def _listed(name: str, **given: object) -> Callable[[Span], list[Found]]:
    def listed(span: Span) -> list[Found]:
        return [
            Found(
                label=row.label,
                document_id=row.document_id,
                account=row.account,
                on=row.day,
                amount=Money.from_minor(row.amount, span.client.currency) if row.amount is not None else None,
            )
            for row in _rows(name, span, **given)
        ]

    return listed


def _open_documents(span: Span) -> list[Found]:
    return [Found(label=row.label, document_id=row.document_id, type=row.account, on=row.day) for row in _rows("open_documents", span)]


def _banks(span: Span) -> list[Found]:
    """Of each bank account, in its own currency: the ledger on the day of its last statement says what the bank said."""
    ask = Ask("treasury.last_statements", (span.until_on.isoformat(),))
    every = facts.ask([ask], span.until_on)[ask] or ()
    told = [one for one in every if one["closing"] is not None]
    own = [one for one in told if one["currency"] == span.client.currency]
    foreign = [one for one in told if one["currency"] != span.client.currency]
    kept = {(row.number, row.day): row.balance for row in QUERIES.rows("balances_on", client_id=span.client.id, **_asked(own))}
    currencies = texts([one["currency"] for one in foreign])
    rows = QUERIES.rows("foreign_balances_on", client_id=span.client.id, currencies=currencies, **_asked(foreign))
    kept_abroad = {(row.number, row.day): row.balance for row in rows}
    found = []
    for one in told:
        number, on, currency = one["ledger_account"], date.fromisoformat(one["to_on"]), one["currency"]
        balance = (kept if currency == span.client.currency else kept_abroad).get((number, on), 0)
        if difference := balance - one["closing"]:
            label = " ".join([number, one["account"], *([currency] if currency != span.client.currency else [])])
            amount = Money.from_minor(difference, currency)
            found.append(Found(label=label, document_id=one["document"], account=number, on=on, amount=amount))
    return found


def _asked(statements: Sequence[Any]) -> dict[str, Any]:
    """Their accounts and last days, for a statement."""
    ends = [date.fromisoformat(one["to_on"]) for one in statements]
    return {"numbers": texts([one["ledger_account"] for one in statements]), "days": days(ends)}


def _taxes(span: Span) -> list[Found]:
    rows = QUERIES.rows("taxes", client_id=span.client.id, from_on=span.from_on, until_on=span.until_on)
    return [
        Found(label=code, account=account, amount=Money.from_minor(difference, span.client.currency))
        for code, account, difference in implausible(rows, span.client.country)
    ]


def _waiting(span: Span) -> list[Found]:
    """On each account where tax waits stands what the open items still waited for at the end of the period."""
    client, given = span.client, {"client_id": span.client.id, "until_on": span.until_on}
    balances = {row.number: row for row in QUERIES.rows("waiting_balances", **given)}
    if not client.vat_due and not any(row.amount for row in balances.values()):
        return []
    items = [row.id for row in QUERIES.rows("open_item_ids", **given)]
    rests: dict[str, Decimal] = defaultdict(Decimal)
    for told in (one for every in ledger.waiting_taxes(items, client.id, until=span.until_on).values() for one in every):
        rests[told["account"]] += Decimal(told["tax"])
    found = []
    for number, row in balances.items():
        if difference := Money.from_minor(row.amount, client.currency).amount - rests[number]:
            found.append(Found(label=f"{number} {row.name}", account=number, amount=Money(difference, client.currency)))
    return found


def _divided_before(span: Span) -> list[Found]:
    """Centres on which something was posted after their costs of the month were divided."""
    return [
        Found(label=one.centre, document_id=one.document_id, on=one.on, amount=one.amount)
        for one in posted_since(span.client, span.from_on, span.until_on)
    ][:MOST]


def _assets(span: Span) -> list[Found]:
    """Accounts of fixed assets that stand at something else than their assets do: bought and not entered, or booked by hand."""
    zero = Money.zero(span.client.currency)
    stood = dict.fromkeys(register_accounts(span.client), zero) | by_account(span.client, span.until_on)
    rows = {row.number: row for row in ledger.trial_balance(span.client.id, from_on=span.from_on, until_on=span.until_on)}
    found = []
    for number, amount in sorted(stood.items()):
        row = rows.get(number)
        if difference := (row.closing if row else zero) - amount:
            found.append(Found(label=f"{number} {row.name if row else ''}".strip(), account=number, amount=difference))
    return found[:MOST]


def _intercompany(span: Span) -> list[Found]:
    """Connected clients whose books say something else of this one than its own say of them."""
    return [
        Found(label=one.partner.name, on=span.until_on, amount=one.difference, partner_id=one.partner.id)
        for one in compared(span.client, span.until_on)
        if one.difference
    ][:MOST]


LOOKS: dict[str, Callable[[Span], list[Found]]] = {
    "open_documents": _open_documents,
    "subledger": _listed("subledger"),
    "bank": _banks,
    "suspense": _listed("balance_of_roles", roles=SUSPENSE),
    "transit": _listed("balance_of_roles", roles=TRANSIT),
    "plans": _listed("plans"),
    "taxes": _taxes,
    "waiting": _waiting,
    "unfiled": _listed("unfiled"),
    "dated_later": _listed("dated_later"),
    "booked_later": _listed("booked_later"),
    "foreign": _listed("foreign"),
    "assets": _assets,
    "divided_before": _divided_before,
    "carried": _listed("carried"),
    "intercompany": _intercompany,
}
