"""What a seller in the European Union charges: the VAT Directive's places of supply and exemptions, his country's rates and codes."""

from kantor.countries import tables
from kantor.countries.identifiers import check_national_id, check_vat_id
from kantor.countries.membership import region, vat_prefix
from kantor.countries.sales import one_stop_shop
from kantor.countries.sales.codes import Doubt, Sale, SaleCodes, SaleTreatment
from kantor.countries.vat import LawUnknown, VatTables

WITHOUT_TAX = {"exempt": "exempt_supply", "small_business": "small_business", "outside": "outside_scope"}


def treat(sale: Sale, law: VatTables, codes: SaleCodes) -> SaleTreatment:
    """Pure. Where the buyer sits decides, and whether a VAT id shows a business. LawUnknown where no table reaches to the day."""
    if reason := WITHOUT_TAX.get(sale.wanted):
        return codes.treat(codes.of_kind(sale.wanted), reason)
    state = _state(sale)
    home = vat_prefix(sale.seller_country)
    where = region(sale.buyer_country, sale.seller_country, sale.on, sale.supply_by_law)
    if sale.wanted == "reverse_charge" and where == "home":
        return _domestic_reverse_charge(sale, state, law, codes)
    if where == "eu":
        return _to_member_state(sale, state if state != home else "", law, codes)
    if where == "third":
        return _to_third_country(sale, law, codes)
    return _at_home(sale, law, codes)


def _at_home(sale: Sale, law: VatTables, codes: SaleCodes, reason: str = "", doubt: bool = False) -> SaleTreatment:
    """The rate of the day by its name; the standard rate, and a stop, where the country has none of that name then."""
    row = next((row for row in tables.in_force(law.rates, sale.on) if row.name == sale.wanted), None)
    if row is None:
        rate = law.standard(sale.on).percent
        return codes.treat(codes.of_kind("domestic", rate), "rate_not_known_that_day", "stop")
    kind = "zero" if row.category == "Z" else "domestic"
    return codes.treat(codes.of_kind(kind, row.percent), reason or f"{kind}_rate", "look" if doubt else "")


def _domestic_reverse_charge(sale: Sale, state: str, law: VatTables, codes: SaleCodes) -> SaleTreatment:
    """Only for the supplies that the country lists, and only to a business (art. 199 to 199b VAT Directive)."""
    code = codes.of_kind("reverse_charge")
    if not any(row.supply == sale.supply_by_law for row in tables.in_force(law.reverse_charges, sale.on)):
        return codes.treat(code, "reverse_charge_not_domestic", "stop")
    return codes.treat(code, "domestic_reverse_charge" if state else "buyer_vat_id_missing", "" if state else "stop")


def _to_member_state(sale: Sale, state: str, law: VatTables, codes: SaleCodes) -> SaleTreatment:
    """To a business: exempt goods (art. 138), services taxed where the buyer is (art. 44, 196). To anybody else: goods and electronic
    services where the consumer is once the seller is in the scheme, up to the threshold (art. 59c) at home; other services at home."""
    if sale.is_goods and state:
        return codes.treat(codes.of_kind("intra_eu_goods"), "intra_eu_goods")
    if state:
        return codes.treat(codes.of_kind("intra_eu_services"), "intra_eu_services")
    if sale.supply == "services":
        return _at_home(sale, law, codes, "services_to_consumer")
    if sale.in_one_stop_shop:
        return _at_consumers(sale, codes)
    return _at_home(sale, law, codes, "goods_to_consumer_in_eu" if sale.is_goods else "electronic_to_consumer_in_eu", doubt=True)


def _at_consumers(sale: Sale, codes: SaleCodes) -> SaleTreatment:
    """The rate of the consumer's state on the day (art. 33 a, 58, 369a-369k); whether it grants a lower one for this, a person must say."""
    rate = one_stop_shop.state_rate(vat_prefix(sale.buyer_country), sale.wanted, sale.on)
    if rate is None:
        rate = one_stop_shop.state_rate(vat_prefix(sale.buyer_country), "standard", sale.on)
        if rate is None:
            raise LawUnknown(f"no rate of {sale.buyer_country} is known for {sale.on}")
        doubt: Doubt = "stop"
    else:
        doubt = "" if rate.name == "standard" else "look"
    reason = {"stop": "rate_not_known_there", "look": "lower_rate_there"}.get(doubt, "taxed_in_one_stop_shop")
    return codes.treat(codes.codes[one_stop_shop.code_of(rate.state, rate.percent, sale.supply_by_law)], reason, doubt)


def _to_third_country(sale: Sale, law: VatTables, codes: SaleCodes) -> SaleTreatment:
    """Goods are exported (art. 146); services to a business are taxed there (art. 44), to anybody else at home (art. 45)."""
    if sale.is_goods:
        return codes.treat(codes.of_kind("export"), "export")
    if sale.buyer_vat_id:
        return codes.treat(codes.of_kind("third_services"), "services_to_third_country")
    return _at_home(sale, law, codes, "services_to_third_consumer", doubt=True)


def _state(sale: Sale) -> str:
    """Prefix of the buyer's VAT id, '' where there is none whose form and check digit are right."""
    if not sale.buyer_vat_id:
        return ""
    check = check_vat_id(sale.buyer_vat_id)
    if check.valid:
        return check.normalised[:2]
    return "PL" if sale.buyer_country == "PL" and check_national_id("PL:NIP", sale.buyer_vat_id).valid else ""
