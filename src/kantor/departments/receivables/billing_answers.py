"""Answers about billing: a contract as it stands with its changes, and what of all contracts is due by a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import write_date
from kantor.departments.receivables.billing.agreed import CELLS, HEAD, ON_DELIVERY, Contract, contract_of
from kantor.departments.receivables.billing.due import Delivered, Due, by_quantity, due
from kantor.departments.receivables.billing.periods import period_of
from kantor.departments.receivables.customer_invoice.document import DOWN_PAYMENT, INVOICE
from kantor.departments.receivables.down_payments import advances, with_advance
from kantor.departments.receivables.queries import QUERIES
from kantor.kit.say import say
from kantor.words import Answer, Answers, Ask, Reading, Source, Value
from kantor.words.field import Row, day, number

ORDER = "receivables.sales_order"
REMEMBERED = timedelta(days=400)
"""How long ago something billed still counts for the steps of a period: the longest one and some weeks."""
MOST_ROWS, MOST_CONTRACTS = 500, 2000
"""Lines of one run, and contracts and orders that it looks at; what is left is for another one that begins behind them."""
MOST_ORDERS = 500
"""Of one customer, the newest of those not wholly billed, that count against its limit."""


def _contracts(numbers: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By number, as `receivables.contract` answers without what was billed and delivered."""
    return {row.number: _told(row) for row in QUERIES.rows("contracts", numbers=numbers)}


def _told(row: Any) -> dict[str, Any]:
    reading = Reading.from_json(row.content)
    if row.type == ORDER:
        reading = _as_contract(reading)
    told = {key: reading.text(key) for key in (*HEAD, "first_on", "ends_on", "notice_months", "down_payment")}
    lines = [_cells(one) for one in reading.rows("lines")]
    for content in row.changes:
        change = Reading.from_json(content)
        told["ends_on"] = change.text("ends_on") or told["ends_on"]
        lines += [_cells(one) for one in change.rows("prices")]
    return {"id": row.id, "number": row.number, "language": row.language, **told, "lines": lines}


def _as_contract(order: Reading) -> Reading:
    """An order is billed like a contract on delivery: its lines whole on its day, or by what is reported as performed."""
    reckoned = Source("rule", ORDER)
    kind = Value("fixed" if order.text("billed") == "at_once" else "metered", reckoned)
    values = {**order.values, "rhythm": Value(ON_DELIVERY, reckoned)}
    if "ordered_on" in order.values:
        values["first_on"] = order.values["ordered_on"]
    rows = tuple({**row, "kind": kind} for row in order.rows("lines"))
    return Reading(reader=order.reader, values=values, tables={"lines": rows}, document_id=order.document_id)


def _cells(row: Row) -> dict[str, str]:
    return {key: value.text for key in CELLS if (value := row.get(key)) and value.text}


def _contract(asks: Sequence[Ask], as_of: date) -> Answers:
    """(number) -> a contract that stands: `id`, the fields of its form, `lines` with those of later changes behind them (of these `line`,
    `price`, `from_quantity`, `from_on` alone), `billed_until` ('' where nothing is), `delivered` by line; None where there is none."""
    found = _contracts(sorted({ask.about[0] for ask in asks}))
    begun = {row.contract_id: row.begun for row in QUERIES.rows("billed_until", contracts=[str(one["id"]) for one in found.values()])}
    delivered = _delivered(date.min, list(found)) if found else {}
    for contract_number, told in found.items():
        told["billed_until"] = _billed_until(told, day(begun.get(str(told["id"]), "")))
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for one in delivered.get(contract_number, ()):
            sums[one.line] += one.quantity
        told["delivered"] = {line: f"{quantity:f}" for line, quantity in sums.items()}
    return {ask: found.get(ask.about[0]) for ask in asks}


def _billed_until(told: Mapping[str, Any], begun: date | None) -> str:
    first = day(told["first_on"])
    if begun is None or first is None or told["rhythm"] == ON_DELIVERY:
        return ""
    return period_of(begun, first, told["rhythm"], told["aligned"])[1].isoformat()


def _delivered(since: date, numbers: Sequence[str] | None, whole: Sequence[str] = ()) -> dict[str, list[Delivered]]:
    """By the number of the contract; numbers: only of these; whole: of these from the beginning."""
    found: dict[str, list[Delivered]] = defaultdict(list)
    for row in QUERIES.rows("delivered", since=since, numbers=numbers, whole=list(whole)):
        cells = {key: Value.from_json(value).text for key, value in row.cells.items()}
        on, quantity = day(cells.get("on", "")), number(cells.get("quantity", ""))
        if on is None or quantity is None or (row.is_work and cells.get("billable") != "yes"):
            continue
        one = Delivered(row.subject, cells.get("line", ""), on, quantity, row.person if row.is_work else "", row.billed)
        found[cells.get("contract_number", "") if row.is_work else row.contract_number].append(one)
    return found


def _billable(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day), or (day, name) from that customer's name on -> what is due by that day and neither billed nor on an invoice that waits, by
    customer and contract: `contract_id`,
    `contract_number`, `customer_id`, `customer`, `order_number`, `subject`, `currency`, `line`, `name`, `first_on`, `last_on`, `quantity`,
    `unit`, `price`, `net`, `supply`, `wanted`, `bills`, `billed_on` (the day on which it fell due), `type_code` of its invoice; of an order
    with a down payment `ordered` (its lines, beside the down payment), `advances` (numbers of the invoices that are taken off) and `waits`
    ('yes' while its down payment is more than what was performed, or stands on an invoice that waits). At most 500 lines, whole
    contracts; the last line says `goes_on` (the name of the customer with which another run begins), where not all was looked at."""
    return {ask: _due_by(on, *ask.about[1:]) if (on := day(ask.about[0])) else [] for ask in asks}


def _due_by(on: date, begins: str = "") -> list[dict[str, Any]]:
    """Of the first contracts behind that name of which any has something due: those before them may all be ended, or billed already."""
    after = {"begins": begins, "number": "", "id": 0}
    while True:
        rows = QUERIES.rows("standing", on=on, **after, most=MOST_CONTRACTS + 1)
        page = rows[:MOST_CONTRACTS]
        found, goes_on = _due_of(page, on)
        goes_on = goes_on or (rows[-1].party_name if len(rows) > len(page) else "")
        if found and goes_on:
            found[-1]["goes_on"] = goes_on
        if found or len(rows) == len(page):
            return found
        after = {"begins": page[-1].party_name, "number": page[-1].number, "id": page[-1].id}


def _due_of(standing: Sequence[Any], on: date) -> tuple[list[dict[str, Any]], str]:
    """What is due of these contracts, and the customer of the first one that did not fit any more, '' where all did."""
    contracts = {row.number: _told(row) for row in standing}
    read = [(told, contract_of(told)) for told in contracts.values()]
    prepaid = [contract.number for _, contract in read if contract.down_payment]
    delivered = _delivered(on - REMEMBERED, list(contracts), prepaid) if contracts else {}
    every = [(told, contract, list(due(contract, delivered.get(contract.number, ()), on))) for told, contract in read]
    subjects = [subject for _, _, rows in every for row in rows for subject in row.bills.split()]
    gone = _gone([*subjects, *(contract.advance_subject for _, contract, _ in every if contract.down_payment)])
    paid = advances(contract for _, contract, _ in every)
    found: list[dict[str, Any]] = []
    for told, contract, rows in every:
        fresh = [_row(told, contract, row) for row in _still_due(rows, gone)]
        if contract.down_payment and fresh:
            subject = contract.advance_subject
            fresh = with_advance(fresh, told["lines"], paid.get(subject), is_asked_for=subject in gone)
        if found and len(found) + len(fresh) > MOST_ROWS:
            return found, contract.customer_name
        found += fresh
    return found, ""


def _gone(subjects: Iterable[str]) -> set[str]:
    """Those that are billed, or stand on an invoice that somebody has yet to decide on."""
    asked = sorted(set(subjects))
    billed = {row.key for row in QUERIES.rows("billed", subjects=asked)} if asked else set()
    return billed | {row.subject for row in QUERIES.rows("pending", subjects=asked, begins=[])}


def _still_due(rows: Sequence[Due], gone: set[str]) -> list[Due]:
    """Without what is gone; a line that carries no subject shares the fate of the one before it."""
    kept, is_gone = [], False
    for row in rows:
        if row.bills:
            is_gone = not gone.isdisjoint(row.bills.split())
        if not is_gone:
            kept.append(row)
    return kept


def _row(told: Mapping[str, Any], contract: Contract, row: Due) -> dict[str, Any]:
    language = told["language"] or "en"
    days = " – ".join(dict.fromkeys(write_date(on, language) for on in (row.first, row.last)))
    return {
        "contract_id": contract.id,
        "contract_number": contract.number,
        "customer_id": contract.customer_id,
        "customer": contract.customer_name,
        "order_number": contract.order_number,
        "subject": contract.subject,
        "currency": contract.currency,
        "line": row.line.line,
        "name": _named(contract, row, days, language),
        "first_on": row.first.isoformat(),
        "last_on": row.last.isoformat(),
        "quantity": f"{row.quantity:f}",
        "unit": row.unit,
        "price": f"{row.price:f}",
        "net": f"{row.net(contract.currency):f}",
        "supply": row.line.supply,
        "wanted": row.line.wanted,
        "bills": row.bills,
        "type_code": DOWN_PAYMENT if row.is_advance else INVOICE,
        "billed_on": (row.first if contract.timing == "advance" and row.line.kind == "fixed" else row.last).isoformat(),
    }


def _named(contract: Contract, row: Due, days: str, language: str) -> str:
    if row.is_advance:
        evidence = {"percent": f"{contract.down_payment.normalize():f}", "number": contract.number}
        return say(f"{ORDER}.advance", language, evidence)
    return ", ".join(part for part in (row.line.name, row.text, days) if part)


def ordered_by(customers: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """By customer and currency what it, or one that was merged with it, has ordered to be billed on delivery and is not billed yet, net."""
    rows = QUERIES.rows("contracts_of", customers=sorted(customers), most=MOST_ORDERS)
    orders = [(row.asked, contract_of(told)) for row in rows if (told := _told(row))["rhythm"] == ON_DELIVERY]
    if not orders:
        return {}
    delivered = _delivered(date.min, [order.number for _, order in orders])
    at_once = [order.once_subject(line) for _, order in orders for line in order.lines]
    whole = {row.key for row in QUERIES.rows("billed", subjects=at_once)}
    found: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for asked, order in orders:
        for line in order.lines.values():
            billed = sum((one.quantity for one in delivered.get(order.number, ()) if one.line == line.line and one.billed), Decimal(0))
            left = line.quantity - billed
            if line.kind != "hours" and line.prices and left > 0 and order.once_subject(line.line) not in whole:
                price = by_quantity(line.steps(order.first_on), line.quantity)
                found[asked][order.currency] += left * price
    return found


def billed_deliveries(numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(number of the contract, subject) of what was delivered or worked for these contracts and is billed."""
    for contract_number, rows in _delivered(date.min, numbers).items():
        yield from ((contract_number, one.subject) for one in rows if one.billed)


BILLING_ANSWERS: dict[str, Answer] = {
    "receivables.billable": _billable,
    "receivables.contract": _contract,
}
