"""Charts of accounts: numbers and names as the profession writes them, and the role by which a posting finds its account."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from kantor.countries import tables

AccountKind = Literal["asset", "liability", "equity", "revenue", "expense"]

COMMON_ROLES: tuple[str, ...] = (
    "payables",
    "receivables",
    "goods_clearing",
    "stock",
    "purchase_expense",
    "service_expense",
    "overhead_expense",
    "freight_in",
    "customs_duty",
    "price_difference",
    "rounding",
    "exchange_gain",
    "exchange_loss",
    "discount_received",
    "discount_granted",
    "bonus_received",
    "bank",
    "cash",
    "money_in_transit",
    "advance_paid",
    "advance_received",
    "input_vat",
    "import_vat",
    "vat_payable",
    "non_deductible_vat",
    "foreign_vat_refund",
    "fixed_asset",
    "low_value_asset",
    "prepaid_expense",
    "accrued_liability",
    "suspense",
    "opening_balance",
    "share_capital",
    "retained_earnings",
    "revenue",
    "bank_charges",
    "interest_expense",
    "interest_income",
    "bad_debt",
    "wages",
    "wages_payable",
    "employee_advances",
)
"""The roles every chart fills; tax codes add those of their country (`Law.roles`)."""

OPTIONAL_ROLES: tuple[str, ...] = (
    "year_result",
    *("asset_sold", "asset_sold_at_loss", "asset_gone", "asset_gone_at_loss", "asset_write_down", "asset_write_up"),
    *("depreciation", "low_value_depreciation", "pool_depreciation"),
)
"""The roles that a chart fills where its country books that way: the result of a year on its way into what was retained; what fixed assets
are sold for and stand at, at a gain and at a loss, what their value falls and rises by, and the cost of
their use, where it is another one for what is written off at once and for pools."""


class Account(NamedTuple):
    """An account. number: text, leading zeros count; roles: what postings look it up by; tax: the tax code that goes with it, ''."""

    number: str
    name_local: str
    name_en: str
    kind: AccountKind
    roles: tuple[str, ...]
    tax: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart of accounts by its name, e.g. `skr03`."""

    name: str
    accounts: Mapping[str, Account]

    @cached_property
    def by_role(self) -> Mapping[str, Account]:
        return {role: account for account in self.accounts.values() for role in account.roles}


def account_for(role: str, chart: Chart) -> str:
    """The number of the account that plays the role; LookupError names both where the chart has none."""
    account = chart.by_role.get(role)
    if account is None:
        raise LookupError(f"the chart of accounts {chart.name} has no account for {role}")
    return account.number


def read_chart(folder: str, name: str) -> Chart:
    """Read `countries/<folder>/<name>.csv`; ValueError where a number or role stands twice."""
    accounts: dict[str, Account] = {}
    taken: set[str] = set()
    for row in tables.rows(folder, f"{name}.csv"):
        account = Account(
            number=row["number"],
            name_local=row["name_local"],
            name_en=row["name_en"],
            kind=row["kind"],  # type: ignore[arg-type]  # a test holds the table to the literals
            roles=tables.words(row["role"]),
            tax=row["tax"],
        )
        if account.number in accounts or not taken.isdisjoint(account.roles):
            raise ValueError(f"{name}: account {account.number} or one of its roles stands twice")
        accounts[account.number] = account
        taken.update(account.roles)
    return Chart(name=name, accounts=accounts)
