"""Rows that become documents: orders, receipts, customer invoices, usage, budgets, entries by hand, and what was open at first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from kantor.channels.sheets.checked import Checked, Prepare, twice, without
from kantor.channels.sheets.parsing import Fault, Line
from kantor.countries import as_iban
from kantor.spine import ledger, parties
from kantor.spine.access import Actor, ClientRecord
from kantor.spine.documents import Filing
from kantor.spine.parties import PartyRow, comparable
from kantor.words import Reading, Source, Value

CHANNEL = "sheet"
PAGE = 1000
UNIT = "C62"
ROLES = {"payable": "supplier", "receivable": "customer"}


def orders(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One document for each order number."""
    found, faults = _parties(lines, "supplier", lambda line: "supplier", client)
    faults += twice(lines, "order_number", "line")
    faults += [_not_positive(line, key) for key in ("quantity", "price") for line in lines if line.number(key) <= 0]
    faults += _accounts_unknown(lines, client)
    good = without(lines, faults)
    things = [_order(number, own, found, client) for number, own in _grouped(good, "order_number").items()]
    return Checked(lines=tuple(good), things=tuple(things), faults=tuple(faults))


def _order(number: str, lines: Sequence[Line], found: Mapping[int, PartyRow], client: ClientRecord) -> Filing:
    head, supplier = lines[0], found[lines[0].row]
    values = {
        "order_number": number,
        "supplier_id": str(supplier.id),
        "supplier_name": supplier.name,
        "ordered_on": head["ordered_on"],
        "currency": head["currency"] or client.currency,
        "net": str(sum((line.number("quantity") * line.number("price") for line in lines), Decimal(0))),
    }
    rows = [
        {
            "line": line["line"] or str(place),
            "unit": line["unit"] or UNIT,
            "clearing": line["clearing"] or "no",
            **{key: line[key] for key in ("article", "name", "quantity", "price", "account", "cost_centre")},
        }
        for place, line in enumerate(lines, 1)
    ]
    return _filing("purchasing.purchase_order", f"order:{number}", values, rows)


def receipts(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One document for each receipt and order."""
    faults = twice(lines, "number", "order_number", "line")
    faults += [_not_positive(line, "quantity") for line in lines if line.number("quantity") <= 0]
    good = without(lines, faults)
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in good:
        groups[line["number"], line["order_number"]].append(line)
    things = []
    for (number, order_number), own in groups.items():
        values = {"number": number, "received_on": own[0]["received_on"], "order_number": order_number, "place": own[0]["place"]}
        rows = [{"line": line["line"], "quantity": line["quantity"]} for line in own]
        things.append(_filing("purchasing.goods_receipt", f"receipt:{order_number}:{number}", values, rows))
    return Checked(lines=tuple(good), things=tuple(things), faults=tuple(faults))


def invoices(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One document for each reference; its number comes when it takes effect."""
    found, faults = _parties(lines, "customer", lambda line: "customer", client)
    faults += [_not_positive(line, "quantity") for line in lines if line.number("quantity") <= 0]
    good = without(lines, faults)
    things = [_invoice(reference, own, found) for reference, own in _grouped(good, "reference").items()]
    return Checked(lines=tuple(good), things=tuple(things), faults=tuple(faults))


def _invoice(reference: str, lines: Sequence[Line], found: Mapping[int, PartyRow]) -> Filing:
    head, customer = lines[0], found[lines[0].row]
    columns = ("issued_on", "delivered_on", "currency", "order_number", "note", "gross")
    values = {"customer_id": str(customer.id), **{key: head[key] for key in columns}}
    cells = ("article", "name", "quantity", "unit", "price", "discount", "supply", "wanted", "cost_centre")
    rows = [{key: line[key] for key in cells} for line in lines]
    return _filing("receivables.customer_invoice", f"invoice:{customer.id}:{reference}", values, rows)


def open_items(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One document for each open item, so that the same item is never taken over twice."""
    found, faults = _parties(lines, "party", lambda line: ROLES[line["side"] or "payable"], client)
    faults += twice(lines, "party", "number")
    faults += [
        Fault(row=line.row, column="local_amount", key="sheets.local_amount_missing", evidence={"currency": line["currency"]})
        for line in lines
        if line["currency"] not in ("", client.currency) and not line["local_amount"]
    ]
    good = without(lines, faults)
    return Checked(lines=tuple(good), things=tuple(_open_item(line, found[line.row], client, actor) for line in good), faults=tuple(faults))


def _open_item(line: Line, party: PartyRow, client: ClientRecord, actor: Actor) -> Filing:
    side = line["side"] or "payable"
    values = {
        "side": side,
        "number": line["number"],
        "party_id": str(party.id),
        "party_name": party.name,
        "document_on": line["document_on"],
        "due_on": line["due_on"],
        "taken_over_on": actor.at.date().isoformat(),
        "currency": line["currency"] or client.currency,
        "amount": line["amount"],
        "local_amount": line["local_amount"] or line["amount"],
        "iban": as_iban(line["iban"], party.country) if line["iban"] else "",
    }
    return _filing("accounting.opening_balance", f"opening:{side}:{party.id}:{line['number']}", values, ())


def entries(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One document for each number and day, with all its rows; an entry of which a row is bad is left out whole."""
    faults = _accounts_unknown(lines, client)
    bad = {_entry_key(line) for line in lines if line.row in {fault.row for fault in faults}}
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[_entry_key(line)].append(line)
    sums = {key: sum((line.number("debit") - line.number("credit") for line in own), Decimal(0)) for key, own in groups.items()}
    faults += [
        Fault(
            row=groups[key][0].row, column="debit", key="sheets.entry_unbalanced", evidence={"value": key[0], "difference": str(sums[key])}
        )
        for key in groups
        if sums[key]
    ]
    sound = {key: own for key, own in groups.items() if key not in bad and not sums[key]}
    good = tuple(line for line in lines if _entry_key(line) in sound)
    return Checked(lines=good, things=tuple(_entry(own, client) for own in sound.values()), faults=tuple(faults))


def _entry_key(line: Line) -> tuple[str, str]:
    return line["number"], line["booked_on"]


def _entry(lines: Sequence[Line], client: ClientRecord) -> Filing:
    head = lines[0]
    values = {
        "number": head["number"],
        "booked_on": head["booked_on"],
        "document_on": head["document_on"] or head["booked_on"],
        "text": next((line["text"] for line in lines if line["text"]), head["number"]),
        "currency": client.currency,
        "total": str(sum((line.number("debit") for line in lines), Decimal(0))),
    }
    rows = [{key: line[key] for key in ("account", "debit", "credit", "tax_code", "cost_centre", "project", "text")} for line in lines]
    return _filing("accounting.journal_entry", f"entry:{head['booked_on']}:{head['number']}", values, rows)


def usage(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One report for each reference and contract; quantities, or readings of meters that the form makes quantities of."""
    faults = twice(lines, "reference", "contract_number", "line", "on", "meter")
    good = without(lines, faults)
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in good:
        groups[line["reference"], line["contract_number"]].append(line)
    things = []
    for (reference, contract_number), own in groups.items():
        values = {"contract_number": contract_number, "reported_on": max(line["on"] for line in own)}
        rows = [{key: line[key] for key in ("line", "on", "meter", "before", "reading", "quantity", "text")} for line in own]
        things.append(_filing("receivables.usage_report", f"usage:{contract_number}:{reference}", values, rows))
    return Checked(lines=tuple(good), things=tuple(things), faults=tuple(faults))


MONTHS = tuple(f"month_{number:02d}" for number in range(1, 13))


def budgets(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    """One document for each version and year; months of the fiscal year."""
    faults = twice(lines, "version", "year", "account", "cost_centre")
    faults += _accounts_unknown(lines, client)
    good = without(lines, faults)
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in good:
        groups[line["version"], line["year"]].append(line)
    things = []
    for (version, year), own in groups.items():
        values = {"version": version, "year": year, "basis": own[0]["basis"] or "plan", "control": own[0]["control"] or "none"}
        rows = [{key: line[key] for key in ("account", "cost_centre", *MONTHS)} for line in own]
        things.append(_filing("accounting.budget", f"budget:{year}:{values['basis']}:{version}", values, rows))
    return Checked(lines=tuple(good), things=tuple(things), faults=tuple(faults))


def _parties(
    lines: Sequence[Line], column: str, role_of: Callable[[Line], str], client: ClientRecord
) -> tuple[dict[int, PartyRow], list[Fault]]:
    """Row -> the partner that its column names, by number or by name; faults of the rows that name nobody, or several."""
    known = {role: _by_number_and_name(role, client) for role in sorted({role_of(line) for line in lines})}
    found: dict[int, PartyRow] = {}
    faults = []
    for line in lines:
        numbers, names = known[role_of(line)]
        hits = [numbers[line[column]]] if line[column] in numbers else names.get(comparable(line[column]), [])
        if len(hits) == 1:
            found[line.row] = hits[0]
        else:
            key = "sheets.party_ambiguous" if hits else "sheets.party_unknown"
            faults.append(Fault(row=line.row, column=column, key=key, evidence={"value": line[column]}))
    return found, faults


def _by_number_and_name(role: str, client: ClientRecord) -> tuple[dict[str, PartyRow], dict[str, list[PartyRow]]]:
    rows: list[PartyRow] = []
    while page := parties.listed([client.id], role, after=rows[-1].sort_key if rows else "", at_most=PAGE):
        rows += page
    names: dict[str, list[PartyRow]] = defaultdict(list)
    for row in rows:
        names[comparable(row.name)].append(row)
    return {row.number: row for row in rows}, names


def _accounts_unknown(lines: Iterable[Line], client: ClientRecord) -> list[Fault]:
    known = {account.number for account in ledger.accounts(client.id)}
    return [
        Fault(row=line.row, column="account", key="sheets.account_unknown", evidence={"value": line["account"]})
        for line in lines
        if line["account"] and line["account"] not in known
    ]


def _not_positive(line: Line, key: str) -> Fault:
    return Fault(row=line.row, column=key, key="sheets.not_above_zero", evidence={"value": line[key]})


def _grouped(lines: Sequence[Line], key: str) -> dict[str, list[Line]]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line[key]].append(line)
    return groups


def _filing(type: str, key: str, values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> Filing:
    source = Source("rule", "sheet")
    reading = Reading(
        reader="sheet",
        values={name: Value(text, source) for name, text in values.items() if text},
        tables={"lines": tuple({name: Value(text, source) for name, text in row.items() if text} for row in rows)} if rows else {},
    )
    return Filing(type=type, key=key, reading=reading, channel=CHANNEL)


PREPARE: Mapping[str, Prepare] = {
    "orders": orders,
    "receipts": receipts,
    "invoices": invoices,
    "open-items": open_items,
    "journal": entries,
    "usage": usage,
    "budget": budgets,
}
