"""What a change of an asset does: its postings, the plan that takes the place of the one before, and the invoice of a sale."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.accounting.asset_change.document import ROLES, asset_of
from kantor.departments.accounting.asset_change.standing import DISPOSALS, Made
from kantor.departments.accounting.asset_change.suggesting import is_gain
from kantor.departments.accounting.asset_change.working import change_of, worked_out
from kantor.departments.accounting.parts import AssetChange, PlannedEntry
from kantor.kit.money import Money
from kantor.words import Effect, Entry, FollowUp, Part, Posting, Reading, Verified
from kantor.words.field import cell, day, number
from kantor.words.locking import TAX

SERIES, TAX_SERIES = "FA", "TX"
MOST_TEXT = 200
INVOICE = "receivables.customer_invoice"


def effect(verified: Verified) -> Effect:
    """Pure. The value of what goes is booked out against the account named; what a buyer pays is on the invoice."""
    reading, asset = verified.reading, verified.answers[asset_of(verified.reading)]
    made = worked_out(reading, asset, str(verified.client["country"]))
    change = change_of(reading, asset)
    if made is None or change is None:
        raise LookupError("the figures of the change are not all there")
    on, text = reading.date("on") or verified.today, f"{asset['number']} {asset['name']}"[:MOST_TEXT]
    changes = asset["changes"]
    part = AssetChange(
        asset_id=asset["document"],
        follows=changes[-1]["document"] if changes else 0,
        change=change.kind,
        on=on,
        worn_until=change.worn_until,
        amount=str(change.amount.amount),
        months=change.months,
        cost=str(made.cost.amount),
        worn=str(made.worn.amount),
        arrears=str(made.arrears.amount),
        units=str(_units(reading, asset, made)),
    )
    parts: list[Part] = [part]
    if postings := tuple(_postings(reading, asset, made, text)):
        parts.append(Entry(series=SERIES, booked_on=on, document_on=on, text=text, postings=postings))
    if beyond := tuple(_of_tax(reading, asset, change.worn_until, text)):
        parts.append(Entry(series=TAX_SERIES, booked_on=on, document_on=on, text=text, postings=beyond, ledger=TAX))
    worn_on = asset["contra_account"] or asset["asset_account"]
    for place, row in enumerate(reading.rows("plan"), 1):
        amount = str(number(cell(row, "amount")) or Decimal(0))
        lines = ({"account": asset["depreciation_account"], "debit": amount} | _centre(asset), {"account": worn_on, "credit": amount})
        due_on = day(cell(row, "due_on")) or verified.today
        parts.append(PlannedEntry(number=place, due_on=due_on, text=text, total=amount, lines=lines))
    if change.kind == "sale" and reading.text("customer_id"):
        parts.append(_invoice(verified, text, made))
    return Effect(parts=tuple(parts))


def _postings(reading: Reading, asset: Mapping[str, Any], made: Made, text: str) -> Iterator[Posting]:
    """Signed amounts, debit above zero; lines of nothing are left out."""
    account, contra = asset["asset_account"], asset["contra_account"]
    counter, centre = reading.text("counter_account"), asset["cost_centre"]
    kind = reading.text("change")
    lines: list[tuple[str, Money, str]] = []
    if made.arrears:
        lines += [(asset["depreciation_account"], made.arrears, centre), (contra or account, -made.arrears, "")]
    if kind in DISPOSALS and contra:
        lines += [(contra, -made.worn, ""), (account, made.cost, ""), (counter, made.worn - made.cost, centre)]
    elif kind in DISPOSALS:
        lines += [(account, made.cost - made.worn, ""), (counter, made.worn - made.cost, centre)]
    elif kind == "addition" and counter:
        lines += [(account, made.cost, ""), (counter, -made.cost, "")]
    elif kind != "addition":
        lines += [(counter, made.worn, centre), (contra or account, -made.worn, "")]
    for number_, amount, cost_centre in lines:
        if amount:
            yield Posting.signed(number_, amount, cost_centre=cost_centre, text=text)


def _of_tax(reading: Reading, asset: Mapping[str, Any], until: date, text: str) -> Iterator[Posting]:
    """Of an asset that goes: what tax has depreciated beyond the books goes with it, so that the gain for tax is that much higher."""
    rows = asset.get("tax_rows") or ()
    amount = sum((Decimal(row["amount"]) for row in rows if date.fromisoformat(row["due_on"]) <= until), Decimal(0))
    if not amount:
        return
    beyond = Money(amount, asset["currency"]).rounded()
    yield Posting.signed(asset["contra_account"] or asset["asset_account"], beyond, text=text)
    yield Posting.signed(reading.text("counter_account"), -beyond, cost_centre=asset["cost_centre"], text=text)


def _centre(asset: Mapping[str, Any]) -> dict[str, str]:
    return {"cost_centre": asset["cost_centre"]} if asset["cost_centre"] else {}


def _units(reading: Reading, asset: Mapping[str, Any], made: Made) -> Decimal:
    """How many of its things the asset loses."""
    held = Decimal(asset["units"] or 0)
    if reading.text("change") not in DISPOSALS:
        return Decimal(0)
    return held if not made.after.cost else reading.number("units") or Decimal(0)


def _invoice(verified: Verified, text: str, made: Made) -> FollowUp:
    reading = verified.reading
    account = verified.answers[ROLES].get("asset_sold" if is_gain(reading, made) else "asset_sold_at_loss", "")
    line = {"name": text, "quantity": "1", "price": reading.text("proceeds"), "supply": "goods", "account": account}
    on = reading.text("on")
    values = {"customer_id": reading.text("customer_id"), "issued_on": on, "delivered_on": on, "currency": reading.text("currency")}
    return FollowUp(
        type=INVOICE,
        key=f"asset_sale:{verified.document_id}",
        values=values,
        tables={"lines": ({key: told for key, told in line.items() if told},)},
    )
