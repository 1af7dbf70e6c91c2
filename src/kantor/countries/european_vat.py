"""How a buyer in the European Union taxes a purchase: the VAT Directive's cases, with the rates and codes of the buyer's country."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from kantor.countries import tables
from kantor.countries.identifiers import check_national_id, check_vat_id
from kantor.countries.membership import Region, is_in_eu, region, vat_prefix
from kantor.countries.vat import ZERO, Purchase, TaxCode, Treatment, VatTables


@dataclass(frozen=True)
class _Case:
    """A purchase with what follows from its countries and VAT ids."""

    purchase: Purchase
    law: VatTables

    @cached_property
    def home(self) -> str:
        return vat_prefix(self.purchase.buyer_country)

    @cached_property
    def region(self) -> Region:
        return region(self.purchase.seller_country, self.purchase.buyer_country, self.purchase.on, self.purchase.supply)

    @cached_property
    def seller_state(self) -> str:
        """Prefix of the seller's VAT id, '' where there is none that holds."""
        return _state(self.purchase.seller_vat_id, self.purchase.seller_country)

    @cached_property
    def buyer_state(self) -> str:
        return _state(self.purchase.buyer_vat_id, self.purchase.buyer_country)

    @property
    def taxed_at_home(self) -> bool:
        """The seller is established in the buyer's country, or registered there for VAT."""
        return self.region == "home" or self.seller_state == self.home

    @property
    def rate_shown(self) -> bool:
        return bool(self.purchase.rate)

    def treat(self, code: TaxCode, reason: str, complaint: str = "") -> Treatment:
        """The treatment; a complaint makes it implausible and takes the reason's place."""
        return self.law.treat(code, complaint or reason, plausible=not complaint)

    def self_assessed(self, reason: str, complaint: str = "") -> Treatment:
        """Reverse charge at the standard rate: which rate the supply really has is not seen from the invoice."""
        percent = self.law.standard(self.purchase.on).percent
        return self.treat(self.law.code_for("reverse_charge", self.region, percent), reason, complaint)

    def imported(self, reason: str, complaint: str = "") -> Treatment:
        return self.treat(self.law.code_for("import"), reason, complaint)


def treat(purchase: Purchase, law: VatTables) -> Treatment:
    """What the buyer books for the purchase under the law of a member state (`law`)."""
    case = _Case(purchase, law)
    return _JUDGES.get(purchase.category, _unknown)(case)


def _taxed(case: _Case) -> Treatment:
    """S: tax is charged. Deductible only if this state's law owes it (art. 168 a, art. 203 VAT Directive)."""
    purchase, law = case.purchase, case.law
    refused = law.code_for("not_deductible")
    if purchase.rate is None:
        return case.treat(refused, "", "rate_missing")
    rate = law.rate("S", purchase.rate, purchase.on)
    if not case.taxed_at_home:
        if rate is None or _rate_elsewhere(case):
            return case.treat(law.code_for("foreign_vat"), "", "foreign_vat_not_deductible")
        return case.treat(refused, "", "domestic_vat_without_registration")
    if rate is None:
        return case.treat(refused, "", "rate_not_valid_on_date")
    complaint = _first(
        (case.region != "home" and purchase.supply == "services", "reverse_charge_expected"),
        (case.region == "home" and case.seller_state not in ("", case.home), "seller_vat_id_of_another_country"),
    )
    return law.treat(law.codes[rate.code], complaint or "domestic_rate", plausible=not complaint, rate=rate.percent)


def _zero(case: _Case) -> Treatment:
    """Z: taxable at 0 %, which few supplies are."""
    known = case.law.rate("Z", ZERO, case.purchase.on) if case.taxed_at_home else None
    complaint = _first(
        (case.rate_shown, "rate_must_be_zero"),
        (not case.taxed_at_home, "zero_rate_by_foreign_seller"),
        (known is None, "rate_not_valid_on_date"),
    )
    return case.treat(case.law.code_for("zero"), "zero_rate", complaint)


def _exempt(case: _Case) -> Treatment:
    """E: exempt. From abroad it hides, more often than not, a supply whose tax the buyer owes."""
    if case.region == "third" and case.purchase.supply != "goods" and not case.taxed_at_home:
        return case.self_assessed("", "reverse_charge_probable")
    if case.region == "third" and not case.taxed_at_home:
        return case.imported("", "import_probable")
    complaint = _first((case.rate_shown, "rate_must_be_zero"), (not case.taxed_at_home, "foreign_exemption"))
    return case.treat(case.law.code_for("exempt"), "exempt_supply", complaint)


def _reverse_charge(case: _Case) -> Treatment:
    """AE: the buyer owes the tax (art. 194-199b VAT Directive)."""
    purchase = case.purchase
    complaint = _first(
        (case.rate_shown, "rate_must_be_zero"),
        (case.buyer_state == "", "buyer_vat_id_missing"),
        (case.buyer_state != case.home, "buyer_vat_id_of_another_country"),
    )
    if case.region == "third":
        return case.imported("", "import_expected") if purchase.supply == "goods" else case.self_assessed("services_from_abroad", complaint)
    if case.region == "eu":
        complaint = complaint or _first(
            (case.seller_state == "", "seller_vat_id_missing"),
            (purchase.supply == "goods", "acquisition_expected"),
        )
        return case.self_assessed("services_from_eu", complaint)
    subjects = [row for row in tables.in_force(case.law.reverse_charges, purchase.on) if purchase.supply in (None, row.supply)]
    return case.self_assessed("domestic_reverse_charge", complaint or ("" if subjects else "reverse_charge_not_domestic"))


def _acquisition(case: _Case) -> Treatment:
    """K: goods from another member state (art. 2(1)(b), art. 138 VAT Directive)."""
    purchase, law = case.purchase, case.law
    if case.seller_state == case.home or (case.region == "home" and not case.seller_state):
        return case.treat(law.code_for("outside"), "", "acquisition_within_one_country")
    if case.region == "third" and not (case.seller_state and is_in_eu(case.seller_state, purchase.on, "goods")):
        return case.imported("", "seller_not_in_eu")
    if purchase.supply == "services":
        return case.self_assessed("", "acquisition_of_services")
    complaint = _first(
        (case.rate_shown, "rate_must_be_zero"),
        (case.seller_state == "", "seller_vat_id_missing"),
        (case.buyer_state == "", "buyer_vat_id_missing"),
        (case.buyer_state != case.home, "buyer_vat_id_of_another_country"),
    )
    percent = law.standard(purchase.on).percent
    return case.treat(law.code_for("intra_eu_acquisition", "eu", percent), "goods_from_eu", complaint)


def _export(case: _Case) -> Treatment:
    """G: export of the seller's country, so an import here; the input tax stands on the customs notice."""
    complaint = _first(
        (case.rate_shown, "rate_must_be_zero"),
        (case.region == "home", "export_within_country"),
        (case.region == "eu", "export_within_eu"),
    )
    if case.region == "third" and case.purchase.supply == "services":
        return case.self_assessed("services_from_abroad", complaint)
    return case.imported("goods_from_abroad", complaint)


def _outside(case: _Case) -> Treatment:
    """O: outside the scope of the seller's tax; from abroad the buyer usually owes it."""
    complaint = "rate_must_be_zero" if case.rate_shown else ""
    if case.region == "home":
        return case.treat(case.law.code_for("outside"), "outside_scope", complaint)
    if case.region == "third" and case.purchase.supply == "goods":
        return case.imported("goods_from_abroad", complaint)
    sure = case.region == "third" and case.purchase.supply == "services"
    return case.self_assessed("services_from_abroad", complaint or ("" if sure else "reverse_charge_probable"))


def _islands(case: _Case) -> Treatment:
    """L, M: IGIC of the Canary Islands, IPSI of Ceuta and Melilla: never input tax elsewhere."""
    spanish = case.purchase.seller_country.upper() in ("ES", "IC", "EA")
    return case.treat(case.law.code_for("foreign_vat"), "", "foreign_vat_not_deductible" if spanish else "category_of_another_country")


def _unknown(case: _Case) -> Treatment:
    return case.treat(case.law.code_for("not_deductible"), "", "category_unknown")


_JUDGES: dict[str, Callable[[_Case], Treatment]] = {
    "S": _taxed,
    "Z": _zero,
    "E": _exempt,
    "AE": _reverse_charge,
    "K": _acquisition,
    "G": _export,
    "O": _outside,
    "L": _islands,
    "M": _islands,
}


def _state(vat_id: str | None, country: str) -> str:
    if not vat_id:
        return ""
    check = check_vat_id(vat_id)
    if check.valid:
        return check.normalised[:2]
    return "PL" if country == "PL" and check_national_id("PL:NIP", vat_id).valid else ""


def _rate_elsewhere(case: _Case) -> bool:
    """The percentage is one that the seller's own state has: then it is that state's tax, even where both states know it."""
    seller = case.seller_state or vat_prefix(case.purchase.seller_country)
    return case.purchase.rate in _foreign_rates().get(seller, frozenset())


@cache
def _foreign_rates() -> dict[str, frozenset[Decimal]]:
    """Percentages by VAT prefix, of all years since 2020: enough to say whose tax it is, not whether it was right that day."""
    return {
        vat_prefix(row["country"]): frozenset(Decimal(text) for text in tables.words(row["percents"]))
        for row in tables.rows("", "foreign_rates.csv")
    }


def _first(*complaints: tuple[bool, str]) -> str:
    return next((key for holds, key in complaints if holds), "")
