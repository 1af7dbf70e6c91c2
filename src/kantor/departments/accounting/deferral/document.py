"""A deferral: which amount stands where, from when and over how many months it becomes expense or income, and the plan of it."""

from kantor.words import Field, Kind, Process, Step, Table

KEY = "accounting.deferral"
SIDES = ("expense", "income")
SPLITS = ("months", "days")
FIELDS = (
    Field(key="text", required=True, column="party_name"),
    Field(key="side", kind=Kind.CHOICE, required=True, choices=SIDES),
    Field(key="first_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="months", kind=Kind.NUMBER, required=True),
    Field(key="split", kind=Kind.CHOICE, required=True, choices=SPLITS),
    Field(key="deferred_account", kind=Kind.ACCOUNT, group="accounts", required=True),
    Field(key="result_account", kind=Kind.ACCOUNT, group="accounts", required=True),
    Field(key="moved_on", kind=Kind.DATE, group="accounts"),
    Field(key="cost_centre", kind=Kind.COST_CENTRE, group="accounts"),
    Field(key="project", group="accounts"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="amount", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
)
PLAN = Table(
    key="plan",
    columns=(Field(key="due_on", kind=Kind.DATE, required=True), Field(key="amount", kind=Kind.AMOUNT, required=True)),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="findings", working_hours=16),
        Step(key="approve", role="accounting.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
