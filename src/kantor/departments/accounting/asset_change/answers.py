"""What accounting answers about fixed assets: what each stands at, what became of it, and its plan."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries.depreciation import first_month
from kantor.departments.accounting.asset_change.actions import QUERIES
from kantor.departments.accounting.cost_centre.keeping import kept, told
from kantor.kit.columns import texts
from kantor.spine import access
from kantor.words import Answer, Answers, Ask, Reading
from kantor.words.field import row_id
from kantor.words.locking import MAIN, TAX

ZERO = Decimal(0)


def _assets(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (inventory number,) -> the oldest asset of that number, with `count`: how many have it; None for a number nobody has.

    `cost`, `worn`, `units`: now, worn by changes beside the plan; `first_cost`, `first_rows`: as it came; `rows`: parts of the plan that
    stand; `booked_until`: day of the last one that was filed, '' before any; `begins_on`: first day of the first month of depreciation;
    `tax_rows`: what tax depreciates beyond the plan, None where the asset has no plan for tax;
    `changes`: those that stand, the oldest first; `centre`: what is kept of its cost centre, None where it has none.
    """
    client = access.client(access.acting_client())
    numbers = sorted({ask.about[0] for ask in asks})
    found: dict[str, list[Any]] = defaultdict(list)
    for row in QUERIES.rows("assets", client_id=client.id, numbers=texts(numbers)):
        found[row.number].append(row)
    ids = [rows[0].id for rows in found.values()]
    changes, parts = defaultdict(list), defaultdict(list)
    for row in QUERIES.rows("changes", client_id=client.id, assets=ids):
        changes[row.asset_id].append(row)
    for row in QUERIES.rows("parts", client_id=client.id, assets=ids):
        parts[row.asset_id].append(row)
    centres = kept(client.id, "cost_centre") if found else {}
    answers: dict[Ask, Any] = dict.fromkeys(asks)
    for ask in asks:
        if ask.about[0] in found:
            asset = _told(found[ask.about[0]], changes, parts, client.country)
            centre = told(asset["cost_centre"], centres) if asset["cost_centre"] else None
            answers[ask] = {**asset, "centre": centre}
    return answers


def _told(rows: Sequence[Any], changes: dict[int, list[Any]], parts: dict[int, list[Any]], country: str) -> dict[str, Any]:
    asset, reading = rows[0], Reading.from_json(rows[0].content)
    own = changes[asset.id]
    planned = [one for one in parts[asset.id] if one.ledger == MAIN]
    beyond = [one for one in parts[asset.id] if one.ledger == TAX]
    in_use_on = reading.date("in_use_on") or date.min
    cost = reading.number("cost") or ZERO
    text = {key: reading.text(key) for key in ("name", "method", "asset_account", "contra_account", "depreciation_account", "cost_centre")}
    return {
        "document": asset.id,
        "count": len(rows),
        "number": asset.number,
        **text,
        "currency": reading.text("currency"),
        "in_use_on": in_use_on.isoformat(),
        "months": int(reading.number("months") or 0),
        "begins_on": first_month(country, in_use_on).isoformat(),
        "first_cost": str(cost),
        "first_rows": [_row(one) for one in planned if one.is_first],
        "cost": _plain(cost + sum((one.cost for one in own), ZERO)),
        "worn": _plain(sum((one.worn + one.arrears for one in own), ZERO)),
        "units": _plain((reading.number("units") or ZERO) - sum((one.units for one in own), ZERO)),
        "rows": [_row(one) for one in planned if one.stands],
        "booked_until": max((one.due_on.isoformat() for one in parts[asset.id] if one.stands and one.is_filed), default=""),
        "tax_rows": [_row(one) for one in beyond if one.stands] if reading.text("tax_method") else None,
        "changes": [
            {
                "document": one.document_id,
                "change": one.change,
                "on": one.on.isoformat(),
                "worn_until": one.worn_until.isoformat(),
                "amount": _plain(one.amount),
                "months": one.months,
            }
            for one in own
        ],
    }


def _plain(amount: Decimal) -> str:
    """Without the zeros behind it that a column of the database adds."""
    return f"{amount.normalize():f}"


def _row(part: Any) -> dict[str, str]:
    return {"due_on": part.due_on.isoformat(), "amount": part.total}


def _counted(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (document,) -> where it is a part of an asset's plan that changes of the asset counted as depreciation: {"number" of the
    asset, "on": day of the part, "documents": those changes}; else None."""
    ids = {ask: row_id(ask.about[0]) for ask in asks}
    wanted = sorted({key for key in ids.values() if key is not None})
    found: dict[int, dict[str, Any]] = {}
    for row in QUERIES.rows("counted", client_id=access.acting_client(), documents=wanted):
        one = found.setdefault(row.filed_id, {"number": row.number, "on": row.due_on.isoformat(), "documents": []})
        one["documents"].append(row.document_id)
    return {ask: found.get(key) if (key := ids[ask]) is not None else None for ask in asks}


ANSWERS: dict[str, Answer] = {"accounting.asset": _assets, "accounting.depreciation_counted": _counted}
