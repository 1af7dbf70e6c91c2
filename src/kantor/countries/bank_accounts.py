"""Checks and writes bank account numbers: IBAN (ISO 13616) and BIC (ISO 9362)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from stdnum import numdb
from stdnum.be import iban as belgian_iban
from stdnum.es import iban as spanish_iban
from stdnum.exceptions import InvalidChecksum, ValidationError

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")
_PART = re.compile(r"([1-9][0-9]*)!([nac])")
_SIGNS = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}
_BIC = re.compile(r"[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}([A-Z0-9]{3})?")


class AccountCheck(NamedTuple):
    """The verdict on an account number. electronic: as payment files want it; country: ISO code, '' where none can be seen;
    reason_key: `empty`, `format`, `country_unknown`, `length`, `checksum`, `national_checksum`, '' where valid."""

    valid: bool
    electronic: str
    country: str
    reason_key: str


@lru_cache(maxsize=20_000)
def check_iban(text: str) -> AccountCheck:
    """Check the remainder 97-10, the length and build of the country, and the national check digits of Belgium and Spain."""
    iban = electronic_iban(text)
    if not iban:
        return AccountCheck(False, "", "", "empty")
    if not _SHAPE.fullmatch(iban):
        return AccountCheck(False, iban, "", "format")
    country = iban[:2]
    build = _build(country)
    reason = "country_unknown"
    if build:
        length, pattern = build
        reason = "length" if len(iban) != length else "" if pattern.fullmatch(iban[4:]) else "format"
    if not reason and remainder(iban) != 1:
        reason = "checksum"
    if not reason and not _national(iban):
        reason = "national_checksum"
    return AccountCheck(not reason, iban, country, reason)


@lru_cache(maxsize=20_000)
def check_bic(text: str) -> AccountCheck:
    """Check the build of a BIC (8 or 11 signs; BICFIDec2014 of ISO 20022). That the bank exists is not known here."""
    bic = text.replace(" ", "").upper()
    if not bic:
        return AccountCheck(False, "", "", "empty")
    match = _BIC.fullmatch(bic)
    return (
        AccountCheck(True, bic, match[1], "") if match else AccountCheck(False, bic, "", "length" if len(bic) not in (8, 11) else "format")
    )


def electronic_iban(text: str) -> str:
    """Capitals without separators or a leading 'IBAN'."""
    return re.sub(r"[\s.\-/]", "", text).upper().removeprefix("IBAN").lstrip(":")


def as_iban(text: str, country: str) -> str:
    """The electronic IBAN of an account as its country writes it at home: Poland leaves out the `PL` (NRB, 26 digits);
    anything else comes back in electronic form unchanged."""
    account = electronic_iban(text)
    domestic = country.upper() == "PL" and len(account) == 26 and account.isdecimal()
    return "PL" + account if domestic else account


def printed_iban(text: str) -> str:
    """Groups of four, as on paper."""
    iban = electronic_iban(text)
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def iban_length(country: str) -> int | None:
    """How many signs an IBAN of the country has, None where the registry knows none."""
    build = _build(country)
    return build[0] if build else None


def remainder(iban: str) -> int:
    """ISO 7064 mod 97-10 of the rearranged number; 1 where the check digits are right."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97


@cache
def _build(country: str) -> tuple[int, re.Pattern[str]] | None:
    found = numdb.get("iban").info(country)[0][1].get("bban")
    if not found:
        return None
    parts = _PART.findall(found)
    return 4 + sum(int(size) for size, _ in parts), re.compile("".join(f"{_SIGNS[kind]}{{{size}}}" for size, kind in parts))


def _national(iban: str) -> bool:
    """False only where the national check digits are wrong; that the registry of banks is out of date is no reason to refuse."""
    check = {"BE": belgian_iban.validate, "ES": spanish_iban.validate}.get(iban[:2])
    try:
        return check is None or bool(check(iban))
    except InvalidChecksum:
        return False
    except ValidationError:
        return True
