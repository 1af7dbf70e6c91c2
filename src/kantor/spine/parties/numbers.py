"""Checks and writes the numbers of a party in the one way in which they are kept and compared."""

from collections.abc import Iterator
from typing import NamedTuple

from kantor.countries import check_bic, check_iban, check_national_id, check_vat_id, electronic_iban, normalised, ways_to_write
from kantor.kit.text import squeeze
from kantor.spine.parties.names import comparable
from kantor.words.party import Account, NewParty

SCHEMES = ("vat", "nip", "npwp", "tax", "gln", "registration", "alias")
NATIONAL = {"nip": "PL:NIP", "npwp": "ID:NPWP"}
GLN_DIGITS = 13


class Fault(NamedTuple):
    """A number that is wrong. field: `iban`, `bic`, `role`, `scheme`, `name` or a scheme; reason: `checksum`, `length`, `format`, ..."""

    field: str
    value: str
    reason: str


def faults_of(party: NewParty) -> list[Fault]:
    """Everything that is wrong with a party to be taken up; an import shows it line by line."""
    faults = [fault for scheme, value in party.identifiers for fault in identifier_faults(scheme, value)]
    faults += [fault for account in party.accounts for fault in account_faults(account)]
    if not squeeze(party.name):
        faults.append(Fault("name", "", "empty"))
    if party.role not in ("supplier", "customer"):
        faults.append(Fault("role", party.role, "unknown"))
    return faults


def identifier_faults(scheme: str, value: str) -> Iterator[Fault]:
    """What is wrong with an identifier; numbers of countries without a known check pass as they are."""
    if scheme not in SCHEMES:
        yield Fault("scheme", scheme, "unknown")
    elif scheme == "vat":
        check = check_vat_id(value)
        if not check.valid and check.reason_key != "country_unknown":
            yield Fault(scheme, value, check.reason_key)
    elif scheme in NATIONAL:
        check = check_national_id(NATIONAL[scheme], value)
        if not check.valid:
            yield Fault(scheme, value, check.reason_key)
    elif scheme == "gln" and not _is_gln(normalised(value)):
        yield Fault(scheme, value, "checksum")
    elif not identifier(scheme, value):
        yield Fault(scheme, value, "empty")


def account_faults(account: Account) -> Iterator[Fault]:
    """What is wrong with a bank account; a local number may hold digits only, so it cannot be a mistyped IBAN."""
    iban = electronic_iban(account.iban)
    check = check_iban(iban)
    if not check.valid and not iban.isdigit():
        yield Fault("iban", account.iban, check.reason_key)
    if account.bic and not check_bic(account.bic).valid:
        yield Fault("bic", account.bic, check_bic(account.bic).reason_key)


def identifier(scheme: str, value: str) -> str:
    """The identifier as it is kept: capitals without separators, a name made comparable, anything else with single spaces."""
    if scheme == "alias":
        return comparable(value)
    if scheme == "registration":
        return squeeze(value)
    if scheme in NATIONAL:
        check = check_national_id(NATIONAL[scheme], value)
        return check.normalised
    return normalised(value)


def same_numbers(vat_id: str, tax_number: str) -> list[tuple[str, str]]:
    """(matched by, number) in all ways in which a VAT id or tax number may have been kept."""
    return [(by, way) for by, number in (("vat_id", vat_id), ("tax_number", tax_number)) for way in ways_to_write(number)]


def _is_gln(digits: str) -> bool:
    """Check digit of GS1: weights 3 and 1 from the right."""
    if len(digits) != GLN_DIGITS or not digits.isdigit():
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0
