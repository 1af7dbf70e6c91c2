"""A sales order: who ordered what at which price, billed at once or as it is performed, and the share that is paid in advance."""

from kantor.departments.receivables.customer_invoice.document import SUPPLIES, WANTED
from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table
from kantor.words.field import row_id

KEY = "receivables.sales_order"
AT_ONCE, AS_PERFORMED = "at_once", "as_performed"
BY_LETTER = "letter"
FIELDS = (
    Field(key="number", required=True, column="number"),
    Field(key="customer_id", kind=Kind.PARTY, role="customer", group="customer", required=True, column="party_id"),
    Field(key="customer_name", group="customer", column="party_name"),
    Field(key="order_number", group="customer"),
    Field(key="confirmation", kind=Kind.CHOICE, group="customer", choices=(BY_LETTER, "none")),
    Field(key="subject"),
    Field(key="ordered_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="billed", kind=Kind.CHOICE, group="billing", required=True, choices=(AS_PERFORMED, AT_ONCE)),
    Field(key="down_payment", kind=Kind.PERCENT, group="billing"),
    Field(key="currency", kind=Kind.CURRENCY, group="billing", required=True, column="currency"),
    Field(key="net", kind=Kind.AMOUNT, group="billing", column="amount"),
)
LINES = Table(
    key="lines",
    columns=(
        Field(key="line", required=True),
        Field(key="article"),
        Field(key="name", required=True),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
        Field(key="unit"),
        Field(key="price", kind=Kind.NUMBER, required=True),
        Field(key="supply", kind=Kind.CHOICE, choices=SUPPLIES),
        Field(key="wanted", kind=Kind.CHOICE, choices=WANTED),
        Field(key="net", kind=Kind.AMOUNT),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="findings", working_hours=16),
        Step(key="approve", role="receivables.approver", when="above_limit", four_eyes=True, working_hours=16),
    ),
)
CLIENT = Ask("access.client", ())


def numbered(reading: Reading) -> Ask:
    """The contract or order that has this number already."""
    return Ask("receivables.contract", (reading.text("number"),))


def record(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("customer_id"),))


def party(reading: Reading) -> Ask:
    return Ask("parties.party", (reading.text("customer_id"),))


def credit_of(reading: Reading) -> Ask:
    """What the customer owes and has ordered already, and up to which limit it may."""
    return Ask("receivables.credit", (reading.text("customer_id"), reading.text("currency")))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (CLIENT, numbered(reading))
    if row_id(reading.text("customer_id")) is None:
        return known
    return (*known, record(reading), party(reading), credit_of(reading))
