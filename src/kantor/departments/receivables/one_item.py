"""Which open item a reference means where several go by it: of two customers, or twice of one."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kantor.words import Field, Finding, Reading, Severity

OPEN_ITEM = Field(key="open_item_id")
"""The number of the open item, which is filled in only where the reference does not say enough."""
Found = Sequence[Mapping[str, Any]]


def meant(reading: Reading, found: Found | None) -> Mapping[str, Any] | None:
    """The one that is named, or the only one; of one customer's the only one that is open. None where that is not one."""
    wanted = reading.text(OPEN_ITEM.key)
    named = [one for one in found or () if not wanted or str(one["id"]) == wanted]
    if len(named) > 1 and len({one["party_id"] for one in named}) == 1:
        named = [one for one in named if Decimal(one["open"])]
    return named[0] if len(named) == 1 else None


def not_one(reading: Reading, found: Found | None) -> Iterator[Finding]:
    """Stops where something goes by the reference and it is not said which."""
    if meant(reading, found) is None:
        yield from several(reading, found)


def several(reading: Reading, found: Found | None) -> Iterator[Finding]:
    """Says what there is to choose from."""
    if found:
        items = "; ".join(f"{one['id']}: {one['customer']}, {one['open']} {one['currency']}, {one['due_on']}" for one in found)
        evidence = {"reference": reading.text("reference"), "items": items}
        yield Finding(key="receivables.several_items", severity=Severity.STOP, field=OPEN_ITEM.key, evidence=evidence)
