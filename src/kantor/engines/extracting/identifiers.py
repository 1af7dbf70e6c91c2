"""Numbers with check digits as paper writes them: IBAN, BIC, VAT ids, NIP, NPWP, tax numbers."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from stdnum import iban as iban_number
from stdnum import numdb
from stdnum.de import stnr
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.id import npwp
from stdnum.pl import nip
from stdnum.util import get_cc_module

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\s?\d{2}(?:[\s-]?[A-Z0-9]{2,4}){2,8}(?![A-Za-z0-9])")
_HOME_IBAN = re.compile(r"(?<![\w])\d{2}(?:[\s-]?\d{4}){6}(?![\w])")
_BIC = re.compile(r"(?<![A-Za-z0-9])[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])")
_MEMBERS = "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI"
_VAT_ID = re.compile(rf"(?<![A-Za-z0-9])({_MEMBERS})\s?[-.:]?\s?([A-Z0-9][A-Z0-9 .-]{{6,16}}[A-Z0-9])(?![A-Za-z0-9])")
_NIP = re.compile(r"(?<![\w-])(?:PL\s?)?(\d{3}[- ]?\d{3}[- ]?\d{2}[- ]?\d{2}|\d{3}-\d{2}-\d{2}-\d{3})(?![\w-])")
_NPWP = re.compile(r"(?<![\w.])(\d{2}\.?\d{3}\.?\d{3}\.?\d[-.]?\d{3}\.?\d{3}|0\d{15}|\d{4}\s\d{4}\s\d{4}\s\d{4})(?![\w])")
_TAX_NUMBER = re.compile(r"(?<![\w/])(\d{2,3}\s?/\s?\d{3,4}\s?/\s?\d{4,5})(?![\w/])")
_COUNTRIES = frozenset(_MEMBERS.split("|")) | {"CH", "GB", "GR", "ID", "LI", "MY", "NO", "SG", "US"}


class Numbered(NamedTuple):
    """A number in a line: its electronic form, where it stands, and whether its check digits hold."""

    value: str
    first: int
    end: int
    is_valid: bool


def ibans(text: str) -> Iterable[Numbered]:
    """IBANs, and Polish account numbers without their country; what follows the last sign that fits is left off."""
    for match in _IBAN.finditer(text):
        written = match.group()
        for end in _ends(written):
            compact = _compact(written[:end])
            if _is_valid(iban_number.validate, compact):
                yield Numbered(compact, match.start(), match.start() + end, True)
                break
        else:
            if len(_compact(written)) >= 15:
                yield Numbered(_compact(written), match.start(), match.end(), False)
    for match in _HOME_IBAN.finditer(text):
        compact = "PL" + _compact(match.group())
        if _is_valid(iban_number.validate, compact):
            yield Numbered(compact, match.start(), match.end(), True)


def _ends(written: str) -> Iterable[int]:
    """Where an account number could end: behind each group, the longest first."""
    yield len(written)
    yield from [match.start() for match in re.finditer(r"[\s-]", written)][::-1]


def bics(text: str) -> Iterable[Numbered]:
    for match in _BIC.finditer(text):
        yield Numbered(match.group(), match.start(), match.end(), match.group()[4:6] in _COUNTRIES)


def vat_ids(text: str) -> Iterable[Numbered]:
    """VAT ids of the Union, NIP (as PL and ten digits) and NPWP; only those whose check digits hold, where they have some."""
    taken: list[tuple[int, int]] = []
    for match in _VAT_ID.finditer(text):
        number = match[2]
        for end in _ends(number):
            compact = match[1] + _compact(number[:end])
            if _is_valid(eu_vat.validate, compact):
                last = match.start(2) + end
                taken.append((match.start(), last))
                yield Numbered(compact, match.start(), last, True)
                break
    for pattern, prefix, check in ((_NIP, "PL", nip.validate), (_NPWP, "", npwp.validate)):
        for match in pattern.finditer(text):
            compact = _compact(match[1])
            is_free = not any(first <= match.start(1) < end for first, end in taken)
            if is_free and _is_valid(check, compact):
                yield Numbered(prefix + compact, match.start(), match.end(), True)


def tax_numbers(text: str) -> Iterable[Numbered]:
    """German tax numbers as a region writes them; they have no check digit that holds everywhere."""
    for match in _TAX_NUMBER.finditer(text):
        written = re.sub(r"\s", "", match[1])
        yield Numbered(written, match.start(), match.end(), _is_valid(stnr.validate, written))


def _compact(text: str) -> str:
    return re.sub(r"[\s.:-]", "", text).upper()


def _is_valid(check: object, number: str) -> bool:
    try:
        check(number)  # type: ignore[operator]
    except ValidationError:
        return False
    return True


def prepare() -> None:
    """Load the registries behind the checks; behind the walls of a sandbox Python can fetch nothing."""
    numdb.get("iban").info("DE89")
    _is_valid(npwp.validate, "3171011708450001")  # one of sixteen digits is a person's number, with the place that gave it
    for country in sorted(_COUNTRIES):
        get_cc_module(country, "vat")
        get_cc_module(country, "iban")
