"""The words of value added tax on sales, and the codes under which a country's sellers book them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from kantor.countries import tables
from kantor.countries.membership import Supply
from kantor.countries.vat import LawUnknown

Wanted = Literal[
    "standard",
    "reduced",
    "second_reduced",
    "super_reduced",
    "zero",
    "luxury",
    "exempt",
    "small_business",
    "reverse_charge",
    "outside",
]
"""What the seller says about a line: the name of a rate, or why there is none. The countries decide the rest."""
Sold = Literal["goods", "services", "electronic"]
"""What is sold; `electronic` are services by telecommunication, broadcast or the net, taxed where the consumer is (art. 58)."""
Doubt = Literal["", "look", "stop"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sale:
    """A line of an invoice to be written. seller_country, buyer_country: ISO codes; VAT ids as written, '' where absent; on: the tax
    point (delivery, else invoice date); in_one_stop_shop: the seller is registered for the scheme on that day."""

    seller_country: str
    buyer_country: str
    seller_vat_id: str
    buyer_vat_id: str
    supply: Sold
    wanted: Wanted
    on: date
    in_one_stop_shop: bool = False

    @property
    def is_goods(self) -> bool:
        return self.supply == "goods"

    @property
    def supply_by_law(self) -> Supply:
        """Goods or services."""
        return "goods" if self.is_goods else "services"


class SaleCode(NamedTuple):
    """How a sale is booked. category: code of UNCL 5305; percent: None where no rate is tied to it; base_share: part of the net amount that
    is taxed; revenue_role, output_role: see `charts`; boxes: of the periodic tax return; national_code: of the country's own invoice."""

    code: str
    kind: str
    percent: Decimal | None
    category: str
    base_share: Fraction
    revenue_role: str
    output_role: str
    boxes: tuple[str, ...]
    national_code: str
    name_local: str
    name_en: str
    ground: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaleTreatment:
    """What the seller charges. rate: percent of `base_share` of the net amount; ground: what the invoice must say in the country's words,
    '' where a rate is charged; reason_key: why so; doubt: `look` where a person must see it, `stop` where the sale cannot be so."""

    code: str
    category: str
    rate: Decimal
    base_share: Fraction
    ground: str
    national_code: str
    reason_key: str
    doubt: Doubt
    source: str


@dataclass(frozen=True, kw_only=True)
class SaleCodes:
    """The sale codes of one country."""

    country: str
    codes: Mapping[str, SaleCode]

    def of_kind(self, kind: str, percent: Decimal | None = None) -> SaleCode:
        """The code of the kind, and of the percentage where one is given. LawUnknown where there is none."""
        for code in self.codes.values():
            if code.kind == kind and percent in (None, code.percent):
                return code
        raise LawUnknown(f"{self.country} has no sale code for {kind}, {percent}")

    def treat(self, code: SaleCode, reason_key: str, doubt: Doubt = "") -> SaleTreatment:
        return SaleTreatment(
            code=code.code,
            category=code.category,
            rate=code.percent or Decimal(0),
            base_share=code.base_share,
            ground=code.ground,
            national_code=code.national_code,
            reason_key=reason_key,
            doubt=doubt,
            source=code.source,
        )


def read_codes(country: str, folder: str, others: Iterable[SaleCode] = ()) -> SaleCodes:
    """Read `sale_codes.csv` of a country's folder; others: codes that follow from another law."""
    return SaleCodes(country=country, codes={code.code: code for code in (*_codes(tables.rows(folder, "sale_codes.csv")), *others)})


def _codes(rows: Iterable[dict[str, str]]) -> Iterable[SaleCode]:
    for row in rows:
        yield SaleCode(
            code=row["code"],
            kind=row["kind"],
            percent=tables.percent(row["percent"]),
            category=row["category"],
            base_share=Fraction(row["base_share"] or 1),
            revenue_role=row["revenue_role"],
            output_role=row["output_role"],
            boxes=tables.words(row["boxes"]),
            national_code=row["national_code"],
            name_local=row["name_local"],
            name_en=row["name_en"],
            ground=row["ground"],
            source=row["source"],
        )
