"""A change of a fixed asset: which asset, what happens to it on which day, its figures, and the plan that is left."""

from kantor.departments.accounting.asset.document import PLAN
from kantor.departments.accounting.asset_change.standing import CHANGES
from kantor.words import Ask, Field, Kind, Process, Reading, Step

KEY = "accounting.asset_change"
FIELDS = (
    Field(key="number", required=True, column="number"),
    Field(key="name", column="party_name"),
    Field(key="change", kind=Kind.CHOICE, required=True, choices=CHANGES),
    Field(key="on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="worn_until", kind=Kind.DATE, required=True),
    Field(key="reason"),
    Field(key="counter_account", kind=Kind.ACCOUNT),
    Field(key="customer_id", kind=Kind.PARTY, role="customer", group="sale", column="party_id"),
    Field(key="proceeds", kind=Kind.AMOUNT, group="sale"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="units", kind=Kind.NUMBER, group="amounts"),
    Field(key="amount", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="months", kind=Kind.NUMBER, group="amounts"),
)
TABLES = (PLAN,)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=8),
    ),
)
CLIENT, ROLES = Ask("access.client", ()), Ask("ledger.account_roles", ())


def asset_of(reading: Reading) -> Ask:
    """What the books know of the asset with that inventory number."""
    return Ask("accounting.asset", (reading.text("number").strip(),))


def open_on(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("on"),))


def counter_of(reading: Reading) -> Ask:
    return Ask("ledger.account", (reading.text("counter_account"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    wanted = [CLIENT, ROLES]
    if reading.text("number").strip():
        wanted.append(asset_of(reading))
    if reading.text("on"):
        wanted.append(open_on(reading))
    if reading.text("counter_account"):
        wanted.append(counter_of(reading))
    return tuple(wanted)
