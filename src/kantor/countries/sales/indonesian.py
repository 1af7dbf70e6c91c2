"""What an Indonesian seller charges: PPN on eleven twelfths, on luxury goods in full, nothing on exports and on what the law frees."""

from kantor.countries import tables
from kantor.countries.sales.codes import Sale, SaleCodes, SaleTreatment
from kantor.countries.vat import VatTables

WITHOUT_TAX = {"exempt": "exempt_supply", "small_business": "small_business", "outside": "outside_scope"}


def treat(sale: Sale, law: VatTables, codes: SaleCodes) -> SaleTreatment:
    """Pure. LawUnknown where no table reaches to the day."""
    if reason := WITHOUT_TAX.get(sale.wanted):
        return codes.treat(codes.of_kind(sale.wanted), reason)
    if sale.buyer_country.upper() != sale.seller_country.upper():
        return codes.treat(codes.of_kind("export"), "export", "" if sale.supply == "goods" else "look")
    if sale.wanted == "luxury":
        known = any(row.name == "luxury" for row in tables.in_force(law.rates, sale.on))
        return codes.treat(codes.of_kind("luxury"), "luxury_rate", "" if known else "stop")
    rate = law.standard(sale.on).percent
    return codes.treat(codes.of_kind("domestic", rate), "domestic_rate", "" if sale.wanted == "standard" else "stop")
