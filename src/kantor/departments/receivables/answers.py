"""Answers about receivables: an invoice of ours by its number, what a customer owes against its limit, who signs our invoices."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import eu_members
from kantor.departments.receivables.billing_answers import ordered_by
from kantor.departments.receivables.dunning_terms.document import LEVELS
from kantor.departments.receivables.queries import QUERIES
from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.words import Answer, Answers, Ask, Reading
from kantor.words.field import cell, day, row_id

GRACE_DAYS, PAUSE_DAYS = 5, 10
"""How long after its due day an item is first asked for, and how long after a letter again."""
MARKED = 200
"""Invoices among which goods are looked for."""
CONTACT = ("contact_name", "contact_phone", "contact_email")


def _credit(asks: Sequence[Ask], as_of: date) -> Answers:
    """(customer), or (customer, currency of what is to come) -> in the client's currency: `owed`, `overdue`, `ordered` (not billed yet,
    net), `limit` ('' where none is agreed), `left` of it, `uncounted`: currencies of orders for which the books know no rate, and `rate` of
    the currency that was asked with ('' where they know none); None where the customer is unknown. A fact for whoever takes orders, ships
    goods or writes invoices."""
    parties = sorted({row_id(ask.about[0]) or 0 for ask in asks})
    found = {row.party_id: row for row in QUERIES.rows("credit", parties=parties, as_of=as_of)}
    ordered = ordered_by(found)
    currencies = {ask.about[1] for ask in asks if len(ask.about) > 1} | {currency for amounts in ordered.values() for currency in amounts}
    rates = _rates(found) if currencies - {row.currency for row in found.values()} else {}
    told = {key: _against(row, ordered.get(key, {}), rates.get(key, {})) for key, row in found.items()}
    return {ask: _asked_in(ask, told.get(row_id(ask.about[0]) or 0), rates) for ask in asks}


def _rates(found: Mapping[int, Any]) -> dict[int, dict[str, Decimal]]:
    """Customer -> currency -> what one of it was worth on the newest item in it."""
    rates: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for row in QUERIES.rows("rates", customers=sorted(found)):
        local = Money.from_minor(row.local_amount, found[row.party_id].currency).amount
        rates[row.party_id][row.currency] = local / Money.from_minor(row.amount, row.currency).amount
    return rates


def _against(row: Any, orders: Mapping[str, Decimal], rates: Mapping[str, Decimal]) -> dict[str, str]:
    own = row.currency
    known = {own: Decimal(1), **{currency: rate for currency, rate in rates.items() if currency != own}}
    owed, overdue = (Money.from_minor(int(amount), own).amount for amount in (row.owed, row.overdue))
    counted = sum((amount * known[currency] for currency, amount in orders.items() if currency in known), Decimal(0))
    ordered = Money(counted, own).rounded().amount
    left = f"{Decimal(row.limit) - owed - ordered:f}" if row.limit else ""
    uncounted = " ".join(sorted(set(orders) - set(known)))
    told = {"owed": f"{owed:f}", "overdue": f"{overdue:f}", "ordered": f"{ordered:f}", "limit": row.limit or "", "left": left}
    return {**told, "uncounted": uncounted, "own": own}


def _asked_in(ask: Ask, told: Mapping[str, str] | None, rates: Mapping[int, Mapping[str, Decimal]]) -> dict[str, str] | None:
    if told is None or len(ask.about) < len(("customer", "currency")):
        return dict(told) if told else None
    rate = Decimal(1) if ask.about[1] in ("", told["own"]) else rates.get(row_id(ask.about[0]) or 0, {}).get(ask.about[1])
    return {**told, "rate": "" if rate is None else f"{rate:f}"}


def _contact(asks: Sequence[Ask], as_of: date) -> Answers:
    """() -> who is named for questions on the newest invoice."""
    rows = QUERIES.rows("last_invoice")
    told = Reading.from_json(rows[0].content) if rows else Reading(reader="")
    return {ask: {key: told.text(key) for key in CONTACT} for ask in asks}


def _overdue(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day) -> what is overdue that day and may be asked for, by customer: `id` of the open item, `party_id`, `customer`, `country`,
    `language`, `email`, `address`, `is_business`, `reference`, `currency`, `open`, `due_on`, `level` of the last letter, `hold`,
    `held_until`; `charged_until` ('' where no interest note was) and `has_lump_sum`, which notes asked for already."""
    return {ask: [_late(row) for row in _late_on(ask.about[0])] for ask in asks}


def _late_on(on: str) -> Sequence[Any]:
    return QUERIES.dicts("overdue", on=on, grace=GRACE_DAYS, pause=PAUSE_DAYS) if day(on) else ()


def _late(row: Mapping[str, Any]) -> dict[str, Any]:
    address = {key: str(row["address"].get(key, "")) for key in ("street", "postcode", "town")}
    days = {key: row[key].isoformat() if row[key] else "" for key in ("due_on", "held_until")}
    row = {**row, "charged_until": row["charged_until"] or ""}
    return {**row, **days, "address": address, "open": f"{Money.from_minor(row['open'], row['currency']).amount:f}"}


def _dunning_terms(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day) -> the client's own fees for letters of that day: `from_on`, since when they hold, and `fees` by level ("1" for the reminder)
    in the currency of the books; None where none hold."""
    return {ask: _terms_of(ask.about[0]) if day(ask.about[0]) else None for ask in asks}


def _terms_of(on: str) -> dict[str, Any] | None:
    rows = QUERIES.rows("dunning_terms", on=on)
    if not rows:
        return None
    told = Reading.from_json(rows[0].content)
    fees = {str(level): f"{told.number(key) or Decimal(0):.2f}" for key, level in LEVELS.items()}
    return {"from_on": told.text("from_on"), "fees": fees}


def _left_alone(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day, open item ids...) -> those that a dunning run leaves alone on that day, because they are disputed or payment was promised:
    id -> the last day (ISO)."""
    answers: dict[Ask, Any] = {}
    for ask in asks:
        items = [key for text in ask.about[1:] if (key := row_id(text)) is not None]
        rows = QUERIES.rows("left_alone", items=items, on=day(ask.about[0]) or as_of) if items else ()
        answers[ask] = {str(row.open_item_id): row.held_until.isoformat() for row in rows}
    return answers


def _open_item(asks: Sequence[Ask], as_of: date) -> Answers:
    """(reference) -> the receivables that are open under it: `id`, `reference`, `party_id`, `customer`, `account`, `currency`, `open`,
    `amount`, `local_amount`, `due_on`, `taxes` (`account`, `tax_code`, `amount` and its `base` in the client's currency), `taxed`: the
    amount of the invoice that they are of, and how much of that lies before this item, which is an instalment of it; `waiting`: tax that
    becomes due with the payment, as `ledger.waiting_tax` answers."""
    rows = QUERIES.dicts("open_item", references=sorted({ask.about[0] for ask in asks}))
    known = _taxed(rows), _waiting(rows)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["reference"]].append(_owed(row, *known))
    return {ask: found.get(ask.about[0], []) for ask in asks}


def _instalments(asks: Sequence[Ask], as_of: date) -> Answers:
    """(reference of an invoice) -> its instalments that are open, the first due first, each as `receivables.open_item` answers, and
    `plan`: the document that made it."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = QUERIES.dicts("instalments", references=sorted({ask.about[0] for ask in asks}))
    known = _taxed(rows), _waiting(rows)
    for row in rows:
        found[row["invoice"]].append({**_owed(row, *known), "plan": row["plan"]})
    return {ask: found.get(ask.about[0], []) for ask in asks}


def _taxed(rows: Sequence[Mapping[str, Any]]) -> dict[int, Any]:
    """Open item -> the tax of the invoice that it is of."""
    return {row.item_id: row for row in QUERIES.rows("taxed", items=[one["id"] for one in rows])} if rows else {}


def _waiting(rows: Sequence[Mapping[str, Any]]) -> Mapping[int, Any]:
    """What of the tax of open items waits for their payment."""
    return ledger.waiting_taxes([row["id"] for row in rows], access.acting_client()) if rows else {}


def _owed(row: Mapping[str, Any], taxed: Mapping[int, Any], waiting: Mapping[int, Any]) -> dict[str, Any]:
    own, known = row["own"], taxed[row["id"]]
    taxes = [
        {"account": account, "tax_code": code, **{key: f"{Money.from_minor(minor, own).amount:f}" for key, minor in worth.items()}}
        for account, code, worth in ((account, code, {"amount": tax, "base": base}) for account, code, tax, base in known.taxes)
    ]
    of = {
        key: f"{Money.from_minor(int(minor), row['currency']).amount:f}"
        for key, minor in (("whole", known.whole), ("before", known.before))
    }
    same = ("id", "reference", "party_id", "customer", "account", "currency")
    amounts = {key: f"{Money.from_minor(row[key], row['currency']).amount:f}" for key in ("open", "amount")}
    local = f"{Money.from_minor(row['local_amount'], own).amount:f}"
    told = {
        **{key: row[key] for key in same},
        **amounts,
        "local_amount": local,
        "due_on": row["due_on"].isoformat(),
        "taxes": taxes,
        "taxed": of,
    }
    return {**told, "waiting": waiting.get(row["id"], [])}


def _distance_sales(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day of an invoice) -> what was sold to consumers in other member states, net in the client's currency, of that year and the one
    before: `this_year`, `last_year`; None for a day that is none."""
    home = access.client(access.acting_client()).country
    countries = sorted(eu_members(as_of) - {home})
    days = {ask: on for ask in asks if (on := day(ask.about[0]))}
    since = date(min((on.year for on in days.values()), default=as_of.year) - 1, 1, 1)
    by_year = {row.year: row.net for row in QUERIES.rows("distance_sales", countries=countries, since=since)} if days else {}
    told = {ask: {"this_year": str(by_year.get(on.year, 0)), "last_year": str(by_year.get(on.year - 1, 0))} for ask, on in days.items()}
    return {ask: told.get(ask) for ask in asks}


def _marks(asks: Sequence[Ask], as_of: date) -> Answers:
    """(numbers or names of goods ...) -> the marks in the VAT register of the newest invoice, among the last ones, that sold any of them;
    '' where there is none, and outside Poland."""
    if access.client(access.acting_client()).country != "PL":
        return dict.fromkeys(asks, "")
    told = [Reading.from_json(row.content) for row in QUERIES.rows("marked_lines", most=MARKED)]
    sold = [({cell(row, key) for row in one.rows("lines") for key in ("article", "name")}, one.text("vat_marks")) for one in told]
    return {ask: next((marks for goods, marks in sold if marks and goods & set(ask.about)), "") for ask in asks}


ANSWERS: dict[str, Answer] = {
    "receivables.distance_sales": _distance_sales,
    "receivables.marks": _marks,
    "receivables.credit": _credit,
    "receivables.contact": _contact,
    "receivables.dunning_terms": _dunning_terms,
    "receivables.instalments": _instalments,
    "receivables.left_alone": _left_alone,
    "receivables.open_item": _open_item,
    "receivables.overdue": _overdue,
}
