"""Elements that payment messages have in common: parties, accounts and banks, in the signs that every SEPA bank takes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}")
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
_ALLOWED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_FOLDED = {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "&": "+"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A structured postal address; town and country are what banks demand since November 2025."""

    country: str
    town: str
    street: str = ""
    building: str = ""
    postcode: str = ""


def add_party(parent: etree._Element, tag: str, name: str, address: Address | None) -> None:
    """A name with its address, where the town is known."""
    party = below(parent, tag)
    add_text(party, "Nm", latin(name, 70))
    if address is None or not address.town:
        return
    place = below(party, "PstlAdr")
    parts: Mapping[str, str] = {
        "StrtNm": address.street,
        "BldgNb": address.building,
        "PstCd": address.postcode,
        "TwnNm": address.town,
        "Ctry": address.country,
    }
    lengths = {"StrtNm": 70, "BldgNb": 16, "PstCd": 16, "TwnNm": 35, "Ctry": 2}
    for part, text in parts.items():
        if text:
            add_text(place, part, latin(text, lengths[part]))


def add_account(parent: etree._Element, number: str, currency: str = "") -> None:
    """An IBAN, or a local number as it is, and in which currency the account is kept, where that is said."""
    number = number.replace(" ", "")
    identification = below(parent, "Id")
    if is_iban(number):
        add_text(identification, "IBAN", number)
    else:
        add_text(below(identification, "Othr"), "Id", number[:34])
    if currency:
        add_text(parent, "Ccy", currency)


def is_iban(number: str) -> bool:
    """Whether it is written like one; account numbers of other countries are not."""
    return _IBAN.fullmatch(number.replace(" ", "")) is not None


def add_agent(parent: etree._Element, tag: str, bic: str, *, required: bool) -> None:
    """A bank by its BIC, or by its code in the clearing of its country; where the message must name one and it is not known, it says so."""
    if not bic and not required:
        return
    institution = below(below(parent, tag), "FinInstnId")
    bic = bic.replace(" ", "")
    if _BIC.fullmatch(bic):
        add_text(institution, "BICFI", bic)
    elif bic:
        add_text(below(institution, "ClrSysMmbId"), "MmbId", bic[:35])
    else:
        add_text(below(institution, "Othr"), "Id", "NOTPROVIDED")


def below(parent: etree._Element, tag: str) -> etree._Element:
    """A new element at the end of its parent, in the same namespace."""
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}")


def add_text(parent: etree._Element, tag: str, text: str) -> etree._Element:
    """A new element with a text."""
    element = below(parent, tag)
    element.text = text
    return element


def figures(amount: Decimal) -> str:
    """An amount without an exponent."""
    return f"{amount:f}"


def latin(text: str, length: int) -> str:
    """The text in the characters that every SEPA bank takes: accents off, what is left of other signs becomes a full stop."""
    folded = "".join(_FOLDED.get(character, character) for character in text)
    plain = "".join(character for character in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(character))
    return _ALLOWED.sub(".", plain).strip()[:length] or "."
