"""A default: of which invoice's instalments, on which day, and what of them is open."""

from collections.abc import Mapping, Sequence
from typing import Any

from kantor.departments.receivables.one_item import OPEN_ITEM
from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.instalment_default"
FIELDS = (
    Field(key="reference", required=True, column="number"),
    OPEN_ITEM,
    Field(key="customer", column="party_name"),
    Field(key="declared_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
    Field(key="currency", kind=Kind.CURRENCY, column="currency"),
    Field(key="open", kind=Kind.AMOUNT, column="amount"),
)
INSTALMENTS = Table(
    key="instalments",
    columns=(
        Field(key="reference"),
        Field(key="due_on", kind=Kind.DATE),
        Field(key="open", kind=Kind.AMOUNT),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="receivables.approver", when="always", four_eyes=True, working_hours=16),
    ),
)


def instalments(reading: Reading) -> Ask:
    return Ask("receivables.instalments", (reading.text("reference"),))


def meant(reading: Reading, found: Sequence[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """Those of the only plan, or of the plan of the instalment that is named; none where that is not one."""
    named = [one for one in found or () if reading.text(OPEN_ITEM.key) in ("", str(one["id"]))]
    plans = {one["plan"] for one in named}
    return [one for one in found or () if plans == {one["plan"]}]


def open_period(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("declared_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (instalments(reading),) if reading.text("reference") else ()
    return (*known, open_period(reading)) if reading.date("declared_on") else known
