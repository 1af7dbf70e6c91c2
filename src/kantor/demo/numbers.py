"""Numbers with right check digits that nobody was given on purpose: VAT ids, tax numbers, bank accounts."""

import random
from collections.abc import Callable, Iterator

from kantor.countries import check_iban, check_national_id, check_vat_id
from kantor.countries.bank_accounts import remainder

VAT_DIGITS = {"DE": ("DE", 9, ""), "PL": ("PL", 10, ""), "AT": ("ATU", 8, ""), "NL": ("NL", 9, "B01")}
BANKS = {"DE": ("20050550", 10), "PL": ("10901014", 16), "NL": ("RABO", 10), "AT": ("20111", 11)}
NPWP_DIGITS = 15


def tax_number(country: str, seed: str) -> str:
    """A VAT id with its prefix; for Indonesia an NPWP of 16 digits; '' for countries without a known check."""
    if country == "ID":
        return _first(seed, NPWP_DIGITS, lambda digits: f"0{digits[:-6]}091000", lambda text: check_national_id("ID:NPWP", text).valid)
    if country not in VAT_DIGITS:
        return ""
    prefix, length, end = VAT_DIGITS[country]
    return _first(seed, length, lambda digits: f"{prefix}{digits}{end}", lambda text: check_vat_id(text).valid)


def bank_account(country: str, seed: str) -> str:
    """An IBAN of a bank of the country; elsewhere a local number of ten digits."""
    if country not in BANKS:
        return next(_digits(seed, 10))
    bank, length = BANKS[country]
    return _first(seed, length, lambda digits: _with_check_digits(country, bank + digits), lambda iban: check_iban(iban).valid)


def _with_check_digits(country: str, account: str) -> str:
    return f"{country}{98 - remainder(f'{country}00{account}'):02d}{account}"


def _first(seed: str, length: int, write: Callable[[str], str], is_valid: Callable[[str], bool]) -> str:
    return next(text for digits in _digits(seed, length) if is_valid(text := write(digits)))


def _digits(seed: str, length: int) -> Iterator[str]:
    chance = random.Random(seed)  # noqa: S311 - a play, and the same one every time
    while True:
        yield "1" + "".join(chance.choice("0123456789") for _ in range(length - 1))
