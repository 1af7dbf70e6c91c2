"""Check digits and formats of the identifiers that Peppol judges by their scheme: each function says whether the text is a valid one."""

import re
from collections.abc import Callable
from typing import NamedTuple

Check = Callable[[str], bool]

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DIGITS = re.compile(r"[0-9]+")
_PERSONAL_CODE = re.compile(r"[A-Za-z]{6}(..)[A-Za-z](..)...(.)[A-Za-z]")


def is_gln(text: str) -> bool:
    """GS1 Global Location Number: modulo 10, weights 3 and 1 from the right."""
    if not _DIGITS.fullmatch(text):
        return False
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(text[:-1])))
    return (10 - weighted % 10) % 10 == int(text[-1])


def is_norwegian_organisation(text: str) -> bool:
    """Organisasjonsnummer: nine digits, modulo 11, weights 2 to 7 from the right."""
    if not re.fullmatch("[0-9]{9}", text) or int(text) == 0:
        return False
    weighted = sum(int(digit) * (place % 6 + 2) for place, digit in enumerate(reversed(text[:-1])))
    return (11 - weighted % 11) % 11 == int(text[-1])


def is_danish_organisation(text: str) -> bool:
    """CVR number: eight digits, with or without the country code DK."""
    return re.fullmatch("(DK)?[0-9]{8}", text) is not None


def is_belgian_enterprise(text: str) -> bool:
    """Ondernemingsnummer: ten digits, the last two are 97 less the first eight modulo 97."""
    return re.fullmatch("[0-9]{10}", text) is not None and 97 - int(text[:8]) % 97 == int(text[8:])


def is_italian_office(text: str) -> bool:
    """Codice Univoco Unita Organizzativa of the IPA register: six letters or digits."""
    return re.fullmatch("[A-Za-z0-9]{6}", text) is not None


def is_italian_tax_code(text: str) -> bool:
    """Codice fiscale: the sixteen characters of a person or the eleven digits of a company."""
    if len(text) == 11:
        return _INTEGER.fullmatch(text) is not None
    found = _PERSONAL_CODE.fullmatch(text)
    return found is not None and all(_INTEGER.fullmatch(part) for part in found.groups())


def is_italian_vat_number(text: str) -> bool:
    """Partita IVA: behind IT eleven digits whose Luhn sum is a multiple of ten; a number of another country is not judged."""
    if text[:2] not in ("IT", "it"):
        return True
    number = text[2:]
    if len(number) != 11 or not _DIGITS.fullmatch(number):
        return False
    return sum(int("0246813579"[int(digit)] if place % 2 else digit) for place, digit in enumerate(number)) % 10 == 0


def is_swedish_organisation(text: str) -> bool:
    """Organisationsnummer: ten digits, Luhn."""
    return len(text) == 10 and has_swedish_check_digit(text)


def has_swedish_check_digit(text: str) -> bool:
    """Luhn over the first nine digits, the tenth is the check digit; false where the text is not all digits or too short."""
    if not _DIGITS.fullmatch(text) or len(text) < 10:
        return False
    doubled = [int(digit) * 2 if place % 2 == 0 else int(digit) for place, digit in enumerate(text[:9])]
    return (10 - sum(value // 10 + value % 10 for value in doubled) % 10) % 10 == int(text[9])


def is_australian_business(text: str) -> bool:
    """ABN: eleven digits, one less in the first place, weighted 10, 1, 3, 5 ... 19, a multiple of 89."""
    if not re.fullmatch("[0-9]{11}", text):
        return False
    weights = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
    weighted = sum(int(digit) * weight for digit, weight in zip(text, weights, strict=True))
    return (weighted - weights[0]) % 89 == 0


def is_greek_tin(text: str) -> bool:
    """AFM: nine digits, weights 256, 128 ... 2, modulo 11 and then 10; what follows the nine digits is not judged."""
    digits = text[:9]
    if len(digits) < 9 or not _DIGITS.fullmatch(digits):
        return False
    weighted = sum(int(digit) << (8 - place) for place, digit in enumerate(digits[:8]))
    return weighted % 11 % 10 == int(digits[8])


class Scheme(NamedTuple):
    """An identifier scheme (ISO 6523 or EAS) whose identifiers a rule of Peppol judges; only_endpoints: electronic addresses alone."""

    rule: str
    severity: str
    code: str
    is_valid: Check
    only_endpoints: bool = False
    syntaxes: tuple[str, ...] = ()


SCHEMES = (
    Scheme("PEPPOL-COMMON-R040", "fatal", "0088", is_gln),
    Scheme("PEPPOL-COMMON-R041", "fatal", "0192", is_norwegian_organisation),
    Scheme("PEPPOL-COMMON-R042", "fatal", "0184", is_danish_organisation),
    Scheme("PEPPOL-COMMON-R043", "fatal", "0208", is_belgian_enterprise),
    Scheme("PEPPOL-COMMON-R044", "warning", "0201", is_italian_office),
    Scheme("PEPPOL-COMMON-R045", "warning", "0210", is_italian_tax_code),
    Scheme("PEPPOL-COMMON-R046", "warning", "9907", is_italian_tax_code, only_endpoints=True),
    Scheme("PEPPOL-COMMON-R047", "warning", "0211", is_italian_vat_number),
    Scheme("PEPPOL-COMMON-R048", "warning", "9906", is_italian_vat_number, only_endpoints=True, syntaxes=("CII",)),
    Scheme("PEPPOL-COMMON-R049", "fatal", "0007", is_swedish_organisation),
    Scheme("PEPPOL-COMMON-R050", "fatal", "0151", is_australian_business),
)
