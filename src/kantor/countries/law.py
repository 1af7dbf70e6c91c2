"""The law of one country as the rest of the house sees it: a frozen record of dated tables and the functions that read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from kantor.countries import tables
from kantor.countries.charts import Chart, read_chart
from kantor.countries.delays import Delays, read_delays
from kantor.countries.sales import Sale, SaleCode, SaleCodes, SaleTreatment, read_codes
from kantor.countries.sales.one_stop_shop import PAYABLE_ROLE
from kantor.countries.sales.one_stop_shop import sale_codes as one_stop_shop_codes
from kantor.countries.vat import LawUnknown, Purchase, TaxCode, Treatment, VatTables, read_tables

DiscountRule = Literal["at_payment", "by_corrective_invoice", "on_invoice_only"]
"""When the input tax follows a cash discount: when it is taken, when the supplier corrects, or never after the invoice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """How long a kind of document must be kept. starts: `end_of_year` of the document, or of the year in which its tax is due."""

    kind: str
    years: int
    starts: Literal["end_of_year", "end_of_year_tax_due"]
    valid_from: date
    valid_until: date | None
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentRule:
    """A duty that comes with paying an invoice. finding_key: what a person reads; above: gross amount in the country's
    currency from which it holds (inclusive says whether that amount itself counts), None where it always does."""

    finding_key: str
    above: Decimal | None
    inclusive: bool
    between_businesses: bool
    valid_from: date
    valid_until: date | None
    source: str

    def concerns(self, gross: Decimal) -> bool:
        """True where the gross amount (in the country's currency) is large enough."""
        return self.above is None or gross > self.above or (self.inclusive and gross == self.above)


ASSET = "T"
"""Ends the code of what is bought as an asset: Z23T is that of Z23."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """A country's law. due_days: when an invoice states no term (None: the contract decides); languages: the first is the books'."""

    country: str
    currency: str
    languages: tuple[str, ...]
    fiscal_year_starts_in_month: int
    due_days: int | None
    due_source: str
    discount_rule: DiscountRule
    discount_source: str
    default_chart: str
    charts: Mapping[str, Chart]
    vat: VatTables
    retentions: tuple[Retention, ...]
    payment_rules: tuple[PaymentRule, ...]
    judge: Callable[[Purchase, VatTables], Treatment]
    sales: SaleCodes
    delays: Delays
    seller_judge: Callable[[Sale, VatTables, SaleCodes], SaleTreatment]

    @property
    def tax_codes(self) -> Mapping[str, TaxCode]:
        return self.vat.codes

    def asset_code(self, code: str) -> str:
        """The tax code of a purchase that becomes a fixed asset: one of its own where the return has boxes for them, which `T` ends."""
        return code + ASSET if code + ASSET in self.tax_codes else code

    @cached_property
    def roles(self) -> frozenset[str]:
        """The account roles that the tax codes of this country need beside the common ones."""
        bought = (role for code in self.tax_codes.values() for role in (code.input_role, code.output_role, code.discount_role))
        sold = (role for code in self.sale_codes.values() for role in (code.revenue_role, code.output_role))
        scheme = (PAYABLE_ROLE for code in self.sale_codes.values() if code.kind == "one_stop_shop")
        return frozenset(role for role in (*bought, *sold, *scheme) if role)

    @property
    def sale_codes(self) -> Mapping[str, SaleCode]:
        return self.sales.codes

    def sell(self, sale: Sale) -> SaleTreatment:
        """What a seller of this country charges. LawUnknown where the tables do not reach back to the day."""
        return self.seller_judge(sale, self.vat, self.sales)

    def treat(self, purchase: Purchase) -> Treatment:
        """What a buyer of this country books; where the tables do not reach back to the day, nothing is deducted and a person looks."""
        try:
            return self.judge(purchase, self.vat)
        except LawUnknown:
            return self.vat.treat(self.vat.code_for("not_deductible"), "law_unknown_on_date", plausible=False)

    def retention(self, kind: str, on: date) -> Retention:
        """The rule that holds on the day for `voucher`, `invoice`, `book` or `letter`; LookupError where none is known."""
        found = next((row for row in tables.in_force(self.retentions, on) if row.kind == kind), None)
        if found is None:
            raise LookupError(f"{self.country} has no retention rule for {kind} on {on}")
        return found

    def keep_until(self, kind: str, dated_on: date, on: date) -> date:
        """The last day on which a document dated `dated_on` must be kept, by the rule in force `on`.

        Where the period starts with the year the tax falls due (Poland), tax of December is due in January: one year more.
        """
        rule = self.retention(kind, on)
        late = rule.starts == "end_of_year_tax_due" and dated_on.month == 12
        return date(min(dated_on.year + late + rule.years, MAXYEAR), 12, 31)

    def due_on(self, received_on: date) -> date | None:
        """When an invoice without a term falls due, None where only the contract says."""
        return None if self.due_days is None else received_on + timedelta(days=self.due_days)

    def payment_duties(self, gross: Decimal, on: date) -> tuple[PaymentRule, ...]:
        """The duties that an invoice of this gross amount brings when it is paid."""
        return tuple(rule for rule in tables.in_force(self.payment_rules, on) if rule.concerns(gross))

    def fiscal_year(self, on: date) -> tuple[date, date]:
        """First and last day of the fiscal year that the country takes for granted."""
        started = on.year if on.month >= self.fiscal_year_starts_in_month else on.year - 1
        first = date(started, self.fiscal_year_starts_in_month, 1)
        return first, date(started + 1, self.fiscal_year_starts_in_month, 1) - timedelta(days=1)


def read_law(
    country: str,
    folder: str,
    judge: Callable[[Purchase, VatTables], Treatment],
    seller_judge: Callable[[Sale, VatTables, SaleCodes], SaleTreatment],
) -> Law:
    """Read a country's folder: `law.toml`, its VAT tables and its charts of accounts."""
    written = tables.settings(folder, "law.toml")
    return Law(
        country=country,
        currency=written["currency"],
        languages=tuple(written["languages"]),
        fiscal_year_starts_in_month=written["fiscal_year_starts_in_month"],
        due_days=written["due"].get("days"),
        due_source=written["due"]["source"],
        discount_rule=written["discount"]["rule"],
        discount_source=written["discount"]["source"],
        default_chart=written["default_chart"],
        charts={name: read_chart(folder, name) for name in written["charts"]},
        vat=read_tables(country, folder),
        retentions=tuple(_retention(row) for row in written["retention"]),
        payment_rules=tuple(_payment_rule(row) for row in written.get("payment", [])),
        judge=judge,
        sales=read_codes(country, folder, one_stop_shop_codes(country)),
        delays=read_delays(written, folder),
        seller_judge=seller_judge,
    )


def _retention(row: dict[str, Any]) -> Retention:
    return Retention(
        kind=row["kind"],
        years=row["years"],
        starts=row["starts"],
        valid_from=row["valid_from"],
        valid_until=row.get("valid_until"),
        source=row["source"],
    )


def _payment_rule(row: dict[str, Any]) -> PaymentRule:
    return PaymentRule(
        finding_key=row["finding_key"],
        above=Decimal(row["above"]) if "above" in row else None,
        inclusive=row.get("inclusive", False),
        between_businesses=row.get("between_businesses", True),
        valid_from=row["valid_from"],
        valid_until=row.get("valid_until"),
        source=row["source"],
    )
