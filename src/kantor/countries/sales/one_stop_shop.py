"""The One Stop Shop of the Union (art. 369a-369k Directive 2006/112/EC): rates of the consumer's state, its tax codes, periods and days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from kantor.countries import tables
from kantor.countries.membership import eu_members, vat_prefix
from kantor.countries.sales.codes import SaleCode

SINCE = date(2021, 7, 1)
"""Council Directive (EU) 2017/2455: the day from which goods are sold from a distance by these rules."""
THRESHOLDS = {"EUR": Decimal(10_000), "PLN": Decimal(42_000)}
"""Distance sales of goods with electronic services, without tax, of this calendar year and of the one before: above it they are taxed
where the consumer is (art. 59c; art. 22a ust. 1 pkt 3 ustawy o VAT)."""
CURRENCY = "EUR"
HOW_LONG_CORRECTED = 3
"""Years from the day a return was due in which a later one corrects it (art. 369g (4))."""
GOODS_ROLE, SERVICES_ROLE, TAX_ROLE, PAYABLE_ROLE = "revenue_oss_goods", "revenue_oss_services", "oss_vat", "oss_payable"
SUPPLIES: tuple[Literal["goods", "services"], ...] = ("goods", "services")
Kind = Literal["STANDARD", "REDUCED"]


class StateRate(NamedTuple):
    """A rate of a member state. state: its VAT prefix (EL for Greece); name: as a seller asks for it."""

    state: str
    name: str
    percent: Decimal
    valid_from: date
    valid_until: date | None
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Consumed:
    """What a tax code of the scheme says. state: where the consumer is, as a VAT prefix; kind: of the rate, as the returns name it."""

    state: str
    percent: Decimal
    kind: Kind
    supply: Literal["goods", "services"]


class Quarter(NamedTuple):
    """A tax period (art. 369f): the calendar quarter."""

    year: int
    number: int

    @property
    def from_on(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def until_on(self) -> date:
        return (self.from_on + timedelta(days=95)).replace(day=1) - timedelta(days=1)

    @property
    def due_on(self) -> date:
        """The last day of the month behind it, also where that is no working day (art. 369f; Regulation (EU) 282/2011 art. 61a)."""
        return (self.until_on + timedelta(days=32)).replace(day=1) - timedelta(days=1)

    @property
    def correctable_until(self) -> date:
        return self.due_on.replace(year=self.due_on.year + HOW_LONG_CORRECTED)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def quarter_of(on: date) -> Quarter:
    return Quarter(on.year, (on.month + 2) // 3)


def read_quarter(text: str) -> Quarter:
    """`2026-Q1`; ValueError where it is none."""
    year, _, number = text.partition("-Q")
    found = Quarter(int(year), int(number))
    if not 1 <= found.number <= 4:
        raise ValueError(text)
    return found


def state_rate(state: str, name: str, on: date) -> StateRate | None:
    """The rate of the name in a state on the day, None where it has none or the tables do not reach."""
    return next((row for row in tables.in_force(state_rates(), on) if row.state == state and row.name == name), None)


@cache
def state_rates() -> tuple[StateRate, ...]:
    return tuple(
        StateRate(
            state=row["state"],
            name=row["name"],
            percent=Decimal(row["percent"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=tables.day(row["valid_until"]),
            source=row["source"],
        )
        for row in tables.rows("", "one_stop_shop_rates.csv")
    )


def code_of(state: str, percent: Decimal, supply: str) -> str:
    """The tax code under which such a sale is booked: `OSS-FR-5.5-G`."""
    return f"OSS-{state}-{percent:f}-{supply[0].upper()}"


@cache
def consumed(code: str) -> Consumed | None:
    """What a tax code says, None for one that is not of the scheme."""
    return _consumed_by_code().get(code)


@cache
def _consumed_by_code() -> dict[str, Consumed]:
    standard = {(row.state, row.percent) for row in state_rates() if row.name == "standard"}
    return {
        code_of(row.state, row.percent, supply): Consumed(
            state=row.state,
            percent=row.percent,
            kind="STANDARD" if (row.state, row.percent) in standard else "REDUCED",
            supply=supply,
        )
        for row in state_rates()
        for supply in SUPPLIES
    }


def sale_codes(country: str) -> Iterator[SaleCode]:
    """A code for each rate of each other member state and for what is sold; none for a seller outside the Union. In no box of the
    return at home: what is declared in the scheme is declared there alone (§ 18j Abs. 1 und 4 UStG, art. 130c ustawy o VAT)."""
    if country not in eu_members(SINCE):
        return
    home = vat_prefix(country)
    for name, one in _consumed_by_code().items():
        if one.state != home:
            yield SaleCode(
                code=name,
                kind="one_stop_shop",
                percent=one.percent,
                category="S",
                base_share=Fraction(1),
                revenue_role=GOODS_ROLE if one.supply == "goods" else SERVICES_ROLE,
                output_role=TAX_ROLE,
                boxes=(),
                national_code="",
                name_local=f"OSS {one.state} {one.percent:f} % {_LOCAL[country][one.supply]}",
                name_en=f"OSS {one.state} {one.percent:f} % {one.supply}",
                ground="",
                source="Directive 2006/112/EC art. 369a-369k",
            )


_LOCAL = {"DE": {"goods": "Waren", "services": "Leistungen"}, "PL": {"goods": "towary", "services": "usługi"}}
