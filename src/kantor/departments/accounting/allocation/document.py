"""An allocation: the month, the centre whose costs are divided, by what, and who receives them."""

from calendar import monthrange
from datetime import date

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table
from kantor.words.dimensions import centre_of
from kantor.words.field import cell

KEY = "accounting.allocation"
BASES = ("figures", "percent")
FIELDS = (
    Field(key="on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="from_centre", kind=Kind.COST_CENTRE, required=True, column="number"),
    Field(key="text", required=True, column="party_name"),
    Field(key="basis", kind=Kind.CHOICE, required=True, choices=BASES),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="total", kind=Kind.AMOUNT, group="amounts", column="amount"),
)
RECEIVERS = Table(
    key="receivers",
    columns=(
        Field(key="cost_centre", kind=Kind.COST_CENTRE, required=True),
        Field(key="share", kind=Kind.NUMBER, required=True),
        Field(key="amount", kind=Kind.AMOUNT),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=8),
    ),
)
CLIENT = Ask("access.client", ())
DIMENSION = "cost_centre"


def month_end(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])


def costs_of(reading: Reading) -> Ask:
    """What the centre has cost in the month of the day, by account, and whether it was divided already."""
    return Ask("accounting.centre_costs", (reading.text("from_centre").strip(), reading.text("on")))


def open_on(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("on"),))


def centres(reading: Reading) -> dict[str, str]:
    """Place on the form -> code, of every centre that is named."""
    rows = {f"receivers.{index}.cost_centre": cell(row, "cost_centre").strip() for index, row in enumerate(reading.rows("receivers"))}
    return {place: code for place, code in {"from_centre": reading.text("from_centre").strip(), **rows}.items() if code}


def asks(reading: Reading) -> tuple[Ask, ...]:
    wanted = [CLIENT, *dict.fromkeys(centre_of(DIMENSION, code) for code in centres(reading).values())]
    if reading.date("on"):
        wanted.append(open_on(reading))
        if reading.text("from_centre").strip():
            wanted.append(costs_of(reading))
    return tuple(wanted)
