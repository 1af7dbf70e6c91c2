"""A contract with a customer: from when until when, in which rhythm it is billed, and what each of its lines costs from which day."""

from kantor.departments.receivables.billing.agreed import LINE_KINDS, ON_DELIVERY
from kantor.departments.receivables.billing.periods import RHYTHMS
from kantor.departments.receivables.customer_invoice.document import SUPPLIES, WANTED
from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table
from kantor.words.field import row_id

KEY = "receivables.contract"
ALIGNED = ("calendar", "contract")
TIMINGS = ("advance", "arrears")
FIELDS = (
    Field(key="number", required=True, column="number"),
    Field(key="customer_id", kind=Kind.PARTY, role="customer", group="customer", required=True, column="party_id"),
    Field(key="customer_name", group="customer", column="party_name"),
    Field(key="subject", required=True),
    Field(key="order_number"),
    Field(key="first_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="ends_on", kind=Kind.DATE, column="due_on"),
    Field(key="notice_months", kind=Kind.NUMBER),
    Field(key="rhythm", kind=Kind.CHOICE, group="billing", required=True, choices=(*RHYTHMS, ON_DELIVERY)),
    Field(key="timing", kind=Kind.CHOICE, group="billing", required=True, choices=TIMINGS),
    Field(key="aligned", kind=Kind.CHOICE, group="billing", required=True, choices=ALIGNED),
    Field(key="currency", kind=Kind.CURRENCY, group="billing", required=True, column="currency"),
)
LINES = Table(
    key="lines",
    columns=(
        Field(key="line", required=True),
        Field(key="name"),
        Field(key="kind", kind=Kind.CHOICE, required=True, choices=LINE_KINDS),
        Field(key="quantity", kind=Kind.NUMBER),
        Field(key="unit"),
        Field(key="price", kind=Kind.NUMBER, required=True),
        Field(key="from_quantity", kind=Kind.NUMBER),
        Field(key="from_on", kind=Kind.DATE),
        Field(key="supply", kind=Kind.CHOICE, choices=SUPPLIES),
        Field(key="wanted", kind=Kind.CHOICE, choices=WANTED),
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
CLIENT = Ask("access.client", ())


def numbered(reading: Reading) -> Ask:
    """The contract that has this number already."""
    return Ask("receivables.contract", (reading.text("number"),))


def record(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("customer_id"),))


def credit_of(reading: Reading) -> Ask:
    """What the customer owes and has ordered already, and up to which limit it may."""
    return Ask("receivables.credit", (reading.text("customer_id"), reading.text("currency")))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (CLIENT, numbered(reading))
    return known if row_id(reading.text("customer_id")) is None else (*known, record(reading), credit_of(reading))
