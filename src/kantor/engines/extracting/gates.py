"""Which fields may pass at all: those whose values agree with one another, each from the confidence that was measured for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from kantor.engines.extracting.model import Model
from kantor.engines.extracting.ranking import Found

SUM = ("net", "vat", "gross")
LONGEST = timedelta(days=120)
"""Nobody gives more time to pay, or writes an invoice longer after the goods."""


def gates(found: Mapping[str, Found], model: Model) -> dict[str, float]:
    """Field -> the confidence from which its value may pass unseen. An amount alone proves nothing: on receipts it is as often what was
    given or what was rounded. Nor does a due date that lies before the invoice, or a year behind it."""
    open_ = {field: model.fields[field].passes_from for field in found if field in model.fields}
    wrong = {*(() if _adds_up(found) else SUM), *_too_far(found)}
    return {field: gate for field, gate in open_.items() if gate is not None and field not in wrong}


def _adds_up(found: Mapping[str, Found]) -> bool:
    if not found.keys() >= set(SUM):
        return False
    net, vat, gross = (Decimal(found[field].value) for field in SUM)
    return net + vat == gross and bool(gross)


def _too_far(found: Mapping[str, Found]) -> set[str]:
    days = {field: date.fromisoformat(found[field].value) for field in ("issued_on", "due_on", "delivered_on") if field in found}
    issued = days.get("issued_on")
    far = set()
    if "due_on" in days and (issued is None or not timedelta(0) <= days["due_on"] - issued <= LONGEST):
        far.add("due_on")
    if "delivered_on" in days and (issued is None or abs(days["delivered_on"] - issued) > LONGEST):
        far.add("delivered_on")
    return far
