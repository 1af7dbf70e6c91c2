"""What the books answer to the rest of the house: which account plays which role, which days are open, what was usual for a supplier."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median_high
from typing import Any

from kantor.kit.columns import days
from kantor.kit.money import Money
from kantor.spine import access
from kantor.spine.ledger import queries
from kantor.spine.ledger.queries import QUERIES
from kantor.spine.ledger.waiting import waiting_tax
from kantor.words import Answers, Ask
from kantor.words.rates import RateSeen, rates_told

INVOICES_REMEMBERED = 12


def account_roles(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: () -> {role: number}; (role,) -> number or None."""
    known = queries.account_roles(_client())
    return {ask: known.get(ask.about[0]) if ask.about else known for ask in asks}


def account(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (number,) -> {"name", "kind", "role", "tax_code", "closed_on"} of the client's account; None where the chart has none."""
    chart = {row.number: row for row in queries.accounts(_client())}
    return {ask: _told(chart.get(ask.about[0])) for ask in asks}


def open_period(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (day,) in ISO form -> whether anything can be posted on that day, taxes among it; None for what is no day."""
    wanted = {ask: day for ask in asks if (day := _day(ask.about[0]))}
    found = {row.day: row.is_open for row in QUERIES.rows("open_days", client_id=_client(), days=days(set(wanted.values())))}
    return {ask: found.get(wanted.get(ask)) for ask in asks}


def period_lock(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (day,) in ISO form -> how its period is locked: {"state": open, held or closed; "filed": whether a tax return was; "reason":
    of the last change}; None for what is no day and a day without a period."""
    wanted = {ask: day for ask in asks if (day := _day(ask.about[0]))}
    rows = {row.day: row for row in QUERIES.rows("periods_of_days", client_id=_client(), days=days(set(wanted.values())))}
    return {ask: _locked(rows.get(wanted.get(ask))) for ask in asks}


def periods_within(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (from, until) in ISO form -> the periods that share days with them: [{"starts_on", "ends_on", "state", "filed"}]."""
    every = sorted(queries.periods(_client()), key=lambda period: period.starts_on)
    told: list[dict[str, Any]] = [
        {
            "starts_on": period.starts_on.isoformat(),
            "ends_on": period.ends_on.isoformat(),
            "state": _state(period.closed_at, period.held_at),
            "filed": period.filed_at is not None,
        }
        for period in every
    ]
    return {ask: [one for one in told if one["starts_on"] <= ask.about[1] and one["ends_on"] >= ask.about[0]] for ask in asks}


def results_of_year(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (fiscal year,) -> what its revenue and expense accounts hold that nobody carried forward: {"ends_on", "state" and "reason" of
    its last period, "balances": [{"account", "name", "balance" (debit less credit)}]}; None for a year without periods."""
    client_id = _client()
    last = {period.year: period for period in sorted(queries.periods(client_id), key=lambda period: period.starts_on)}
    return {ask: _results(last.get(int(ask.about[0])), client_id) if ask.about[0].isdigit() else None for ask in asks}


def _results(period: queries.PeriodRow | None, client_id: int) -> dict[str, Any] | None:
    if period is None:
        return None
    rows = QUERIES.rows("results_carried", client_id=client_id, ends_on=period.ends_on)
    return {
        "ends_on": period.ends_on.isoformat(),
        "state": _state(period.closed_at, period.held_at),
        "reason": period.reason,
        "balances": [{"account": row.number, "name": row.name, "balance": _figure(row.balance, period.currency)} for row in rows],
    }


def foreign_positions(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (day, currency) -> what is owed and held in it at the end of the day, debit less credit, by account and term:
    [{"account", "foreign", "local", "is_long" (due more than a year later)}]."""
    client_id = _client()
    answers: dict[Ask, Any] = {}
    for ask in asks:
        on, currency = _day(ask.about[0]), ask.about[1]
        rows = QUERIES.rows("foreign_positions", client_id=client_id, on=on, currency=currency) if on else ()
        own = {period.currency for period in queries.periods(client_id)} if rows else set()
        answers[ask] = [
            {
                "account": row.number,
                "foreign": _figure(row.foreign_amount, currency),
                "local": _figure(row.local, *own),
                "is_long": row.is_long,
            }
            for row in rows
        ]
    return answers


def history(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,) -> what was usual for a party in its last twelve invoices, None for one without any.

    {"last": usage, "by_text": {article text: usage}, "amounts": {"currency", "count", "median", "max"}}, where a usage is
    {"account", "tax_code", "cost_centre", "project"}; texts are compared without case; amounts are of the newest invoice's currency.
    """
    given: dict[str, Any] = {"client_id": _client(), "parties": _parties(asks), "as_of": as_of, "limit": INVOICES_REMEMBERED}
    amounts = _by_party(QUERIES.rows("past_amounts", **given))
    usages = _by_party(QUERIES.rows("past_accounts", **given))
    return {ask: _remembered(amounts[party], usages.get(party, [])) if (party := _party(ask)) in amounts else None for ask in asks}


def open_items(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,) -> what is open with the party, the oldest due first:

    [{"id", "document", "side", "reference", "currency", "amount", "open", "due_on", "iban", "held"}].
    """
    found = _by_party(QUERIES.rows("open_items_of_parties", client_id=_client(), parties=_parties(asks)))
    return {ask: [_owed(row) for row in found.get(_party(ask), [])] for ask in asks}


def last_rate(asks: Sequence[Ask], as_of: date) -> Answers:
    """The newest open item in the currency until each day, by what it is worth in the books."""
    client_id = _client()
    own = access.client(client_id).currency
    given = {"currencies": [ask.about[0] for ask in asks], "days": days(date.fromisoformat(ask.about[1]) for ask in asks)}
    rows = QUERIES.rows("last_rates", client_id=client_id, **given)
    seen = (RateSeen(row.currency, row.on_day, _worth(row, own), row.document_on, row.reference) for row in rows)
    return rates_told(asks, "words.rate_seen.item", seen)


def _worth(item: Any, own: str) -> Decimal:
    """With twelve digits that count."""
    rate = Money.from_minor(item.local_amount, own).amount / Money.from_minor(item.amount, item.currency).amount
    return Decimal(f"{rate:.12g}")


ANSWERS: Mapping[str, Callable[[Sequence[Ask], date], Answers]] = {
    "ledger.account": account,
    "ledger.account_roles": account_roles,
    "ledger.open_period": open_period,
    "ledger.period_lock": period_lock,
    "ledger.periods_within": periods_within,
    "ledger.results_of_year": results_of_year,
    "ledger.foreign_positions": foreign_positions,
    "ledger.last_rate": last_rate,
    "ledger.history": history,
    "ledger.open_items": open_items,
    "ledger.waiting_tax": waiting_tax,
}


def _told(row: queries.AccountRow | None) -> dict[str, str] | None:
    if row is None:
        return None
    closed_on = row.closed_on.isoformat() if row.closed_on else ""
    return {"name": row.name, "kind": row.kind, "role": row.role, "tax_code": row.tax_code, "closed_on": closed_on}


def _locked(row: Any | None) -> dict[str, Any] | None:
    return None if row is None else {"state": _state(row.closed, row.held), "filed": row.filed, "reason": row.reason}


def _state(closed: object, held: object) -> str:
    return "closed" if closed else "held" if held else "open"


def _client() -> int:
    client: int = access.acting_client()
    return client


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _party(ask: Ask) -> int:
    """The party asked about; 0, which nobody is, where it is not known yet."""
    return int(ask.about[0] or 0)


def _parties(asks: Iterable[Ask]) -> list[int]:
    return sorted({_party(ask) for ask in asks})


def _by_party(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.party_id, []).append(row)
    return found


def _remembered(amounts: Sequence[Any], usages: Sequence[Any]) -> dict[str, Any]:
    """amounts and usages, the newest first."""
    currency = amounts[0].currency
    same = [row.amount for row in amounts if row.currency == currency]
    by_text: dict[str, dict[str, str]] = {}
    for row in usages:
        if row.text:
            by_text.setdefault(row.text.casefold(), _usage(row))
    return {
        "last": _usage(usages[0]) if usages else None,
        "by_text": by_text,
        "amounts": {
            "currency": currency,
            "count": len(same),
            "median": _figure(median_high(same), currency),
            "max": _figure(max(same), currency),
        },
    }


def _usage(row: Any) -> dict[str, str]:
    return {"account": row.account, "tax_code": row.tax_code, "cost_centre": row.cost_centre, "project": row.project}


def _owed(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "document": row.document_id,
        "side": row.side,
        "reference": row.reference,
        "currency": row.currency,
        "amount": _figure(row.amount, row.currency),
        "open": _figure(row.open, row.currency),
        "due_on": row.due_on.isoformat(),
        "iban": row.iban,
        "held": row.held_reason,
    }


def _figure(units: int, currency: str) -> str:
    return str(Money.from_minor(units, currency).amount)
