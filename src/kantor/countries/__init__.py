"""The law as dated data, one folder a country: VAT, charts of accounts, identifiers, bank accounts, working days, discounts."""

from kantor.countries.addresses import address_lines
from kantor.countries.atlas import COUNTRIES, law, vat_treatment
from kantor.countries.bank_accounts import AccountCheck, as_iban, check_bic, check_iban, electronic_iban, iban_length, printed_iban
from kantor.countries.calendars import WorkingDays, is_bank_day, next_bank_day, working_day, working_days
from kantor.countries.charts import COMMON_ROLES, OPTIONAL_ROLES, Account, Chart, account_for
from kantor.countries.conventions import Conventions, conventions, read_date, read_number, write_date
from kantor.countries.discounts import DiscountTerm, TaxedAmount, parse_discount, take_discount
from kantor.countries.identifiers import NATIONAL_IDS, IdCheck, check_national_id, check_tax_id, check_vat_id, normalised, ways_to_write
from kantor.countries.law import Law, PaymentRule, Retention
from kantor.countries.membership import Supply, eu_members, is_in_eu, iso_country, region, vat_prefix
from kantor.countries.sales import Sale, SaleCode, SaleTreatment
from kantor.countries.vat import Kind, Purchase, TaxCode, TaxShares, Treatment, VatRate, tax_on, tax_shares

__all__ = [
    "COMMON_ROLES",
    "COUNTRIES",
    "NATIONAL_IDS",
    "OPTIONAL_ROLES",
    "Account",
    "AccountCheck",
    "Chart",
    "Conventions",
    "DiscountTerm",
    "IdCheck",
    "Kind",
    "Law",
    "PaymentRule",
    "Purchase",
    "Retention",
    "Sale",
    "SaleCode",
    "SaleTreatment",
    "Supply",
    "TaxCode",
    "TaxShares",
    "TaxedAmount",
    "Treatment",
    "VatRate",
    "WorkingDays",
    "account_for",
    "address_lines",
    "as_iban",
    "check_bic",
    "check_iban",
    "check_national_id",
    "check_tax_id",
    "check_vat_id",
    "conventions",
    "electronic_iban",
    "eu_members",
    "iban_length",
    "is_bank_day",
    "is_in_eu",
    "iso_country",
    "law",
    "next_bank_day",
    "normalised",
    "parse_discount",
    "printed_iban",
    "read_date",
    "read_number",
    "region",
    "take_discount",
    "tax_on",
    "tax_shares",
    "vat_prefix",
    "vat_treatment",
    "ways_to_write",
    "working_day",
    "working_days",
    "write_date",
]
