"""What changes of a customer: who it is and where, in which format it gets its invoices, and up to what it may owe."""

from kantor.departments.masterdata.changing import Changing
from kantor.departments.masterdata.customer.document import EINVOICES, TERMS
from kantor.departments.masterdata.particulars import PARTICULARS
from kantor.words import Field, Kind

KEY = "masterdata.customer_change"

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, role="customer", required=True, column="party_id"),
    Field(key="name", required=True, column="party_name"),
    *PARTICULARS,
    Field(key="discount_days", kind=Kind.NUMBER, group="payment"),
    Field(key="discount_percent", kind=Kind.PERCENT, group="payment"),
    Field(key="einvoice", kind=Kind.CHOICE, group="invoices", choices=EINVOICES),
    Field(key="buyer_reference", group="invoices"),
    Field(key="credit_limit", kind=Kind.AMOUNT, group="invoices"),
    Field(key="reason", kind=Kind.LONG_TEXT),
)
CHANGING = Changing(role="customer", terms=TERMS)
