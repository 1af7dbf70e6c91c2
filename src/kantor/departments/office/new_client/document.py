"""A client is taken on: what is known of the company, what its books are built on, and who begins to work for it."""

from kantor.countries import COUNTRIES
from kantor.departments.office.new_client.checks import CHARTS, LANGUAGES
from kantor.departments.office.providing import CLIENT_APPROVER, CLIENT_CLERK
from kantor.departments.office.two_people import process
from kantor.words import Field, Kind

KEY = "office.new_client"

FIELDS = (
    Field(key="name", group="client", required=True, column="party_name"),
    Field(key="code", group="client", required=True, column="number"),
    Field(key="country", kind=Kind.CHOICE, group="client", required=True, choices=tuple(sorted(COUNTRIES))),
    Field(key="vat_id", kind=Kind.VAT_ID, group="client"),
    Field(key="tax_number", group="client"),
    Field(key="street", group="address"),
    Field(key="postcode", group="address"),
    Field(key="town", group="address"),
    Field(key="region", group="address"),
    Field(key="chart", kind=Kind.CHOICE, group="books", choices=CHARTS),
    Field(key="fiscal_year_start", kind=Kind.NUMBER, group="books"),
    Field(key="currency", group="books"),
    Field(key="language", kind=Kind.CHOICE, group="books", choices=LANGUAGES),
    Field(key="own_iban", kind=Kind.IBAN, group="payment"),
    Field(key="own_bic", group="payment"),
    Field(key="clerk", group="people", required=True),
    Field(key="approver", group="people", required=True),
)
CONCERNS = ("clerk", "approver")
PROCESS = process(KEY, clerk=CLIENT_CLERK, approver=CLIENT_APPROVER)
