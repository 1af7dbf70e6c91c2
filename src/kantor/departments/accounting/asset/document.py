"""A fixed asset: what it cost, since when and how long it is used, by which method it is depreciated, on which accounts, and the plan."""

from kantor.countries.depreciation import METHODS
from kantor.words import Field, Kind, Process, Step, Table

KEY = "accounting.asset"
RHYTHMS = ("monthly", "yearly")
FIELDS = (
    Field(key="number", required=True, column="number"),
    Field(key="name", required=True, column="party_name"),
    Field(key="in_use_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="supplier_id", kind=Kind.PARTY, role="supplier", group="bought", column="party_id"),
    Field(key="invoice", group="bought"),
    Field(key="table_key", group="use"),
    Field(key="method", kind=Kind.CHOICE, group="use", required=True, choices=METHODS),
    Field(key="months", kind=Kind.NUMBER, group="use"),
    Field(key="rhythm", kind=Kind.CHOICE, group="use", required=True, choices=RHYTHMS),
    Field(key="tax_method", kind=Kind.CHOICE, group="tax", choices=tuple(one for one in METHODS if one != "none")),
    Field(key="tax_months", kind=Kind.NUMBER, group="tax"),
    Field(key="asset_account", kind=Kind.ACCOUNT, group="accounts", required=True),
    Field(key="from_account", kind=Kind.ACCOUNT, group="accounts"),
    Field(key="depreciation_account", kind=Kind.ACCOUNT, group="accounts"),
    Field(key="contra_account", kind=Kind.ACCOUNT, group="accounts"),
    Field(key="cost_centre", kind=Kind.COST_CENTRE, group="accounts"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="units", kind=Kind.NUMBER, group="amounts"),
    Field(key="cost", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="residual", kind=Kind.AMOUNT, group="amounts"),
)
COLUMNS = (
    Field(key="due_on", kind=Kind.DATE, required=True),
    Field(key="amount", kind=Kind.AMOUNT, required=True),
    Field(key="book_value", kind=Kind.AMOUNT),
)
PLAN, TAX_PLAN = Table(key="plan", columns=COLUMNS), Table(key="tax_plan", columns=COLUMNS)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="findings", working_hours=16),
        Step(key="approve", role="accounting.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
