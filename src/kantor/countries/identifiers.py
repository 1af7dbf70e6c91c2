"""Checks the numbers by which tax offices know people and companies: VAT ids of the Union, NIP, NPWP, NIK, Steuernummer."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from stdnum.de import idnr, stnr
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.gb import vat as gb_vat
from stdnum.id import nik, npwp
from stdnum.pl import nip, pesel, regon


class IdCheck(NamedTuple):
    """The verdict on a number. normalised: capitals, without separators; a VAT id keeps its prefix. reason_key: why it is
    invalid (`empty`, `length`, `format`, `checksum`, `component`, `country_unknown`, `kind_unknown`), '' where it is valid."""

    valid: bool
    normalised: str
    reason_key: str


_REASONS: tuple[tuple[type[ValidationError], str], ...] = (
    (InvalidLength, "length"),
    (InvalidFormat, "format"),
    (InvalidChecksum, "checksum"),
    (InvalidComponent, "component"),
)

_CHECKS: dict[str, Callable[[str], str]] = {
    "PL:NIP": nip.validate,
    "PL:REGON": regon.validate,
    "PL:PESEL": pesel.validate,
    "ID:NPWP": npwp.validate,
    "ID:NIK": nik.validate,
    "DE:STNR": stnr.validate,
    "DE:IDNR": idnr.validate,
}
"""National numbers by country and kind. A Steuernummer and an NIK carry no check digit: only their build is checked."""

NATIONAL_IDS = tuple(_CHECKS)
NPWP_DIGITS = 15
_PREFIXES = frozenset(member.upper() for member in eu_vat.MEMBER_STATES) - {"GR"} | {"EL"}


@lru_cache(maxsize=20_000)
def check_vat_id(text: str) -> IdCheck:
    """Check a VAT id with its prefix: the Union's (EL for Greece, XI for Northern Ireland; `GR` is refused) and Britain's (GB).
    That an id is well built does not say that it is registered, nor that its state is in the Union (see `is_in_eu`)."""
    compact = normalised(text)
    if not compact:
        return IdCheck(False, "", "empty")
    if compact[:2] == "GB":
        british = _checked(gb_vat.validate, compact[2:])
        return british._replace(normalised="GB" + british.normalised)
    if compact[:2] not in _PREFIXES:
        return IdCheck(False, compact, "country_unknown")
    return _checked(eu_vat.validate, compact)


@lru_cache(maxsize=20_000)
def check_national_id(kind: str, text: str) -> IdCheck:
    """Check a national number, e.g. `check_national_id("PL:NIP", "526-000-12-46")`; kinds stand in `NATIONAL_IDS`."""
    compact = normalised(text)
    if not compact:
        return IdCheck(False, "", "empty")
    if kind not in _CHECKS:
        return IdCheck(False, compact, "kind_unknown")
    if kind == "PL:NIP":
        compact = compact.removeprefix("PL")
    return _checked(_CHECKS[kind], compact)


def check_tax_id(text: str, country: str) -> IdCheck:
    """Check the number a business of the country writes on its invoices, whichever kind it is.

    DE: VAT id, else Steuernummer; PL: VAT id or NIP; ID: NPWP of 15 or 16 digits (an NIK is an NPWP of 16);
    other members of the Union: VAT id; elsewhere the reason is `country_unknown`.
    """
    compact = normalised(text)
    prefix = "EL" if country in ("GR", "EL") else country
    if compact[:2] == prefix and prefix in (*_PREFIXES, "GB"):
        return check_vat_id(compact)
    if prefix == "DE":
        return check_national_id("DE:STNR", compact)
    if prefix == "PL":
        return check_national_id("PL:NIP", compact)
    if prefix == "ID":
        return check_national_id("ID:NPWP", compact)
    if not compact:
        return IdCheck(False, "", "empty")
    return check_vat_id(prefix + compact)


def normalised(text: str) -> str:
    """Capitals and digits only, so that two ways of writing a number compare equal."""
    return "".join(sign for sign in text.upper() if (sign.isascii() and sign.isalnum()) or sign in "+*")


def ways_to_write(text: str) -> tuple[str, ...]:
    """The normalised number and the other ways in which the same one is written; none for nothing.

    A Polish VAT id is PL and the NIP. An Indonesian NPWP of 15 digits is the one of 16 with a zero in front (PMK 112/2022).
    """
    number = normalised(text)
    ways = [number] if number else []
    if number.startswith("PL"):
        ways.append(number[2:])
    elif number.isdigit() and check_national_id("PL:NIP", number).valid:
        ways.append("PL" + number)
    if number.isdigit() and len(number) == NPWP_DIGITS:
        ways.append("0" + number)
    elif number.isdigit() and len(number) == NPWP_DIGITS + 1 and number.startswith("0"):
        ways.append(number[1:])
    return tuple(ways)


def _checked(check: Callable[[str], str], compact: str) -> IdCheck:
    try:
        return IdCheck(True, normalised(check(compact)), "")
    except ValidationError as refusal:
        return IdCheck(False, compact, next((key for kind, key in _REASONS if isinstance(refusal, kind)), "format"))
