"""The words of value added tax on purchases: what was bought, which rates and tax codes a country knows, how a purchase is taxed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from kantor.countries import tables
from kantor.countries.membership import Region, Supply

Kind = Literal[
    "domestic", "zero", "exempt", "outside", "reverse_charge", "intra_eu_acquisition", "import", "foreign_vat", "not_deductible", "waiting"
]
ZERO = Decimal(0)


class LawUnknown(LookupError):
    """The tables do not reach to the day or the case that was asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Purchase:
    """One VAT breakdown (BG-23) or line of a supplier's invoice, as the document states it.

    seller_country, buyer_country: ISO codes of the addresses; vat ids as written, None where absent; category: code of
    UNCL 5305 (BT-118, BT-151); rate: percent (BT-119), None where absent; supply: None where the document does not say;
    on: the tax point (delivery, else invoice date); luxury: on Indonesia's list of luxury goods; national_code: a transaction
    code the invoice carries itself (Coretax `TrxCode`).
    """

    seller_country: str
    buyer_country: str
    seller_vat_id: str | None
    buyer_vat_id: str | None
    category: str
    rate: Decimal | None
    on: date
    supply: Supply | None = None
    luxury: bool = False
    national_code: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Treatment:
    """What the buyer books. input_rate: percent that may be deducted; output_rate: percent the buyer owes himself;
    base_share: the part of the net amount that both are counted on; reason_key: why so, a finding where not plausible."""

    code: str
    kind: Kind
    input_rate: Decimal
    output_rate: Decimal
    base_share: Fraction
    self_assessed: bool
    plausible: bool
    reason_key: str
    source: str


class VatRate(NamedTuple):
    """A rate of the law. category: `S` or `Z`; code: the tax code a domestic purchase at this rate takes."""

    category: str
    percent: Decimal
    name: str
    code: str
    valid_from: date
    valid_until: date | None
    source: str


class TaxCode(NamedTuple):
    """How a purchase is booked. percent: None where the document's own rate counts; region: where the seller sits ('' anywhere);
    base_share: part of the net amount that is the taxable base; deductible_percent: share of the input tax that may be deducted;
    roles: see `charts`; boxes: of the periodic tax return."""

    code: str
    kind: Kind
    region: str
    percent: Decimal | None
    deductible_percent: Decimal
    base_share: Fraction
    input_role: str
    output_role: str
    discount_role: str
    boxes: tuple[str, ...]
    name_local: str
    name_en: str
    source: str


class TaxShares(NamedTuple):
    """How the tax on one amount is booked. deducted: to the input tax account; owed: by the buyer himself, to the output tax
    account; cost: the part that nobody gives back and that belongs to the expense. Payable tax is `deducted + cost - owed`."""

    deducted: Decimal
    owed: Decimal
    cost: Decimal


class DomesticReverseCharge(NamedTuple):
    """A kind of domestic supply whose tax the buyer owes, and when. supply: `goods` or `services`."""

    subject: str
    supply: Supply
    valid_from: date
    valid_until: date | None
    source: str


@dataclass(frozen=True, kw_only=True)
class VatTables:
    """The rates and tax codes of one country."""

    country: str
    rates: tuple[VatRate, ...]
    codes: Mapping[str, TaxCode]
    reverse_charges: tuple[DomesticReverseCharge, ...] = ()

    def rate(self, category: str, percent: Decimal, on: date, *, name: str | None = None) -> VatRate | None:
        """The rate of the category with this percentage on the day, the first of its name where several share it."""
        found = (row for row in tables.in_force(self.rates, on) if row.category == category and row.percent == percent)
        return next((row for row in found if name is None or row.name == name), None)

    def standard(self, on: date) -> VatRate:
        """The standard rate on the day; LawUnknown before the first day the tables know."""
        found = next((row for row in tables.in_force(self.rates, on) if row.name == "standard"), None)
        if found is None:
            raise LawUnknown(f"no standard VAT rate of {self.country} is known for {on}")
        return found

    def code_for(self, kind: Kind, region: Region | None = None, percent: Decimal | None = None) -> TaxCode:
        """The tax code of the kind, for the region and percentage where codes differ by them."""
        for code in self._by_kind[kind]:
            if code.region in ("", region) and (percent is None or code.percent in (None, percent)):
                return code
        raise LawUnknown(f"{self.country} has no tax code for {kind}, {region}, {percent}")

    def treat(self, code: TaxCode, reason_key: str, *, plausible: bool = True, rate: Decimal = ZERO) -> Treatment:
        """The treatment that books the code; `rate` is the document's for codes without their own."""
        percent = code.percent if code.percent is not None else rate
        return Treatment(
            code=code.code,
            kind=code.kind,
            input_rate=percent if code.input_role else ZERO,
            output_rate=percent if code.output_role else ZERO,
            base_share=code.base_share,
            self_assessed=bool(code.output_role),
            plausible=plausible,
            reason_key=reason_key,
            source=code.source,
        )

    @cached_property
    def _by_kind(self) -> dict[str, list[TaxCode]]:
        kinds: dict[str, list[TaxCode]] = {}
        for code in self.codes.values():
            kinds.setdefault(code.kind, []).append(code)
        return kinds


def read_tables(country: str, folder: str) -> VatTables:
    """Read `vat_rates.csv`, `tax_codes.csv` and `domestic_reverse_charge.csv` of a country's folder."""
    return VatTables(
        country=country,
        rates=tuple(_rates(tables.rows(folder, "vat_rates.csv"))),
        codes={code.code: code for code in _codes(tables.rows(folder, "tax_codes.csv"))},
        reverse_charges=tuple(_reverse_charges(tables.rows(folder, "domestic_reverse_charge.csv"))),
    )


def tax_shares(code: TaxCode, net: Decimal, charged: Decimal, *, rate: Decimal = ZERO, decimals: int = 2) -> TaxShares:
    """Split the tax on a net amount by its code. charged: the tax on the invoice; rate: percent where the code has none of its own."""
    tax = charged
    owed = ZERO
    if code.output_role:
        owed = tax_on(net, rate if code.percent is None else code.percent, share=code.base_share, decimals=decimals)
        tax = charged + owed
    deducted = (tax * code.deductible_percent / 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if code.input_role else ZERO
    return TaxShares(deducted, owed, tax - deducted)


def tax_on(net: Decimal, percent: Decimal, *, share: Fraction = Fraction(1), decimals: int = 2) -> Decimal:
    """The tax on a net amount, rounded half up to the currency's decimals (UStAE 16.3, art. 106e ust. 11 ustawy o VAT)."""
    exact = net * percent * share.numerator / (share.denominator * 100)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _rates(rows: Iterable[dict[str, str]]) -> Iterable[VatRate]:
    for row in rows:
        yield VatRate(
            category=row["category"],
            percent=Decimal(row["percent"]),
            name=row["name"],
            code=row["code"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=tables.day(row["valid_until"]),
            source=row["source"],
        )


def _codes(rows: Iterable[dict[str, str]]) -> Iterable[TaxCode]:
    for row in rows:
        yield TaxCode(
            code=row["code"],
            kind=row["kind"],  # type: ignore[arg-type]  # a test holds the table to the literals
            region=row["region"],
            percent=tables.percent(row["percent"]),
            deductible_percent=Decimal(row["deductible_percent"]),
            base_share=Fraction(row.get("base_share") or 1),
            input_role=row["input_role"],
            output_role=row["output_role"],
            discount_role=row["discount_role"],
            boxes=tables.words(row["boxes"]),
            name_local=row["name_local"],
            name_en=row["name_en"],
            source=row["source"],
        )


def _reverse_charges(rows: Iterable[dict[str, str]]) -> Iterable[DomesticReverseCharge]:
    for row in rows:
        yield DomesticReverseCharge(
            subject=row["subject"],
            supply="goods" if row["supply"] == "goods" else "services",
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=tables.day(row["valid_until"]),
            source=row["source"],
        )
