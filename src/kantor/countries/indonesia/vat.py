"""How an Indonesian buyer taxes a purchase: input PPN, PPN not collected or exempt, PPN on services from abroad, imports."""

from collections.abc import Callable
from functools import cache

from kantor.countries import tables
from kantor.countries.identifiers import check_tax_id
from kantor.countries.vat import Purchase, TaxCode, Treatment, VatTables


def treat(purchase: Purchase, law: VatTables) -> Treatment:
    """What the buyer books; a transaction code of the faktur pajak goes before the category."""
    national = _national_codes().get(purchase.national_code or "")
    if national and national["code"]:
        return _by_national_code(purchase, law, national)
    if _from_abroad(purchase):
        return _ABROAD.get(purchase.category, _unknown)(purchase, law)
    return _AT_HOME.get(purchase.category, _unknown)(purchase, law)


def _taxed(purchase: Purchase, law: VatTables) -> Treatment:
    """S at home: creditable with a faktur pajak that names both sides by their NPWP (UU PPN Pasal 13 ayat (5))."""
    if purchase.rate is None:
        return _refuse(law, "rate_missing")
    rate = law.rate("S", purchase.rate, purchase.on, name="luxury" if purchase.luxury else None)
    if rate is None:
        return _refuse(law, "rate_not_valid_on_date")
    complaint = _id_complaint(purchase.seller_vat_id, "seller") or _id_complaint(purchase.buyer_vat_id, "buyer")
    return law.treat(law.codes[rate.code], complaint or "domestic_rate", plausible=not complaint, rate=rate.percent)


def _taxed_abroad(purchase: Purchase, law: VatTables) -> Treatment:
    """S from abroad: foreign digital providers collect PPN where the directorate general appointed them (PMSE)."""
    rate = law.rate("S", purchase.rate, purchase.on) if purchase.rate is not None else None
    if rate is None and purchase.rate is not None and purchase.rate != law.standard(purchase.on).percent:
        return law.treat(law.code_for("foreign_vat"), "foreign_vat_not_deductible", plausible=False)
    if rate is None or purchase.supply == "goods" or not purchase.seller_vat_id:
        return _refuse(law, "domestic_vat_without_registration" if purchase.rate is not None else "rate_missing")
    return law.treat(law.codes["PMSE"], "collected_by_digital_provider", rate=rate.percent)


def _zero(purchase: Purchase, law: VatTables) -> Treatment:
    """Z at home: 0 % is for exports only (UU PPN Pasal 7 ayat (2)); what is meant is PPN that is not collected."""
    return law.treat(law.code_for("zero"), "zero_rate_not_domestic", plausible=False)


def _exempt(purchase: Purchase, law: VatTables) -> Treatment:
    return _without_tax(purchase, law, law.code_for("exempt"), "exempt_supply")


def _outside(purchase: Purchase, law: VatTables) -> Treatment:
    return _without_tax(purchase, law, law.code_for("outside"), "outside_scope")


def _self_assessed_services(purchase: Purchase, law: VatTables) -> Treatment:
    """AE from abroad: the user of a service or right pays the PPN himself (UU PPN Pasal 3A ayat (3))."""
    return _offshore(purchase, law, "import_expected" if purchase.supply == "goods" else "")


def _untaxed_from_abroad(purchase: Purchase, law: VatTables) -> Treatment:
    """No tax on a foreign invoice: goods are an import, services are self-assessed; unsaid, a person must look."""
    return _offshore(purchase, law, "" if purchase.supply else "reverse_charge_probable")


def _export(purchase: Purchase, law: VatTables) -> Treatment:
    """G: an export there is an import here."""
    return _offshore(purchase, law, "") if purchase.supply == "services" else law.treat(law.code_for("import"), "goods_from_abroad")


def _offshore(purchase: Purchase, law: VatTables, complaint: str) -> Treatment:
    if purchase.rate:
        complaint = "rate_must_be_zero"
    if purchase.supply == "goods":
        return law.treat(law.code_for("import"), complaint or "goods_from_abroad", plausible=not complaint)
    standard = law.standard(purchase.on)
    code = law.code_for("reverse_charge", "third", standard.percent)
    return law.treat(code, complaint or "services_from_abroad", plausible=not complaint)


def _without_tax(purchase: Purchase, law: VatTables, code: TaxCode, reason: str) -> Treatment:
    return law.treat(code, "rate_must_be_zero" if purchase.rate else reason, plausible=not purchase.rate)


def _by_national_code(purchase: Purchase, law: VatTables, national: dict[str, str]) -> Treatment:
    code = law.codes[national["code"]]
    standard = law.standard(purchase.on)
    plausible = national["plausible"] == "yes"
    return law.treat(code, national["reason_key"], plausible=plausible, rate=purchase.rate or standard.percent)


def _unknown(purchase: Purchase, law: VatTables) -> Treatment:
    known = purchase.category in ("AE", "G", "K", "L", "M")
    return _refuse(law, "category_of_another_country" if known else "category_unknown")


def _refuse(law: VatTables, reason: str) -> Treatment:
    return law.treat(law.code_for("not_deductible"), reason, plausible=False)


def _from_abroad(purchase: Purchase) -> bool:
    return purchase.seller_country.upper() != purchase.buyer_country.upper()


def _id_complaint(tax_id: str | None, side: str) -> str:
    if not tax_id:
        return f"{side}_tax_id_missing"
    return "" if check_tax_id(tax_id, "ID").valid else f"{side}_tax_id_invalid"


_AT_HOME: dict[str, Callable[[Purchase, VatTables], Treatment]] = {"S": _taxed, "Z": _zero, "E": _exempt, "O": _outside}
_ABROAD: dict[str, Callable[[Purchase, VatTables], Treatment]] = {
    "S": _taxed_abroad,
    "AE": _self_assessed_services,
    "E": _untaxed_from_abroad,
    "O": _untaxed_from_abroad,
    "Z": _untaxed_from_abroad,
    "G": _export,
}


@cache
def _national_codes() -> dict[str, dict[str, str]]:
    return {row["national_code"]: row for row in tables.rows("indonesia", "transaction_codes.csv")}
