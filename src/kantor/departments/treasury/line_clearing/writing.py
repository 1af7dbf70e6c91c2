"""The form of a clearing as the house fills it in: the line as it was booked, and its parts. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from kantor.departments.treasury.shares import Item, Share, paid_by
from kantor.kit.money import Money
from kantor.words import Reading, Source, Value


def clearing(
    line: Any, shares: Sequence[Share], items: Mapping[str, Item], *, source: Source, evidence: Sequence[str] = (), reader: str = "person"
) -> Reading:
    """line: a row of the suspense account; items: what the parts name; evidence: keys of the reasons, where the house was sure."""
    values = {
        "line_id": str(line.id),
        "statement": f"{line.number or line.document_id}/{line.no}",
        "booked_on": line.booked_on.isoformat(),
        "currency": line.currency,
        "amount": str(Money.from_minor(line.amount, line.currency).amount),
        "name": line.name,
        "text": line.text,
        "evidence": " ".join(evidence),
    }
    rows = [{key: Value(text, source) for key, text in _cells(share, items).items() if text} for share in shares]
    return Reading(reader=reader, values={key: Value(text, source) for key, text in values.items() if text}, tables={"shares": tuple(rows)})


def _cells(share: Share, items: Mapping[str, Item]) -> dict[str, str]:
    return {
        "open_item_id": share.item_id,
        "back": share.back,
        "party_id": share.party_id,
        "account": share.account,
        "amount": str(paid_by(share, items)),
        "reason": share.reason,
        "settled": str(share.settled) if share.settled is not None else "",
    }
