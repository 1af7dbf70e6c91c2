"""Elements of ISO 20022 messages that banks send: amounts, days, accounts and references, whatever the version of the message."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from kantor.engines.statements.model import NO_CURRENCY
from kantor.kit.money import Money
from kantor.words import Unreadable


def root_of(data: bytes, namespace: re.Pattern[str]) -> etree._Element:
    """The message, itself or in an envelope beside a header (head.001). Raises Unreadable for what is no such message, or has a DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("statements.not_xml", {"reason": str(error).split("\n")[0]}) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("statements.not_xml", {"reason": "DOCTYPE"})
    for element in root.iter():
        if namespace.search(etree.QName(element).namespace or ""):
            return element
    raise Unreadable("statements.nothing_inside")


def account_in(account: etree._Element | None) -> str:
    """The number of an account, whatever scheme it is of; '' where none is told."""
    for path in ("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN", "Id/UPIC"):
        if found := text_at(account, path):
            return found
    return ""


def bic_at(element: etree._Element, path: str) -> str:
    """A bank by its BIC, or its code in a clearing."""
    found = (text_at(element, f"{path}/{name}") for name in ("BICFI", "BIC", "CmbndId/BIC", "ClrSysMmbId/MmbId"))
    return next((text for text in found if text), "")


def money_in(amount: etree._Element) -> Money:
    """The amount in an element, never below zero. Raises Unreadable."""
    try:
        return Money(decimal_in(own_text(amount), amount), amount.get("Ccy") or NO_CURRENCY)
    except ValueError:
        raise damaged(amount) from None


def decimal_in(text: str, element: etree._Element) -> Decimal:
    """A number that an element tells; its text may be given apart. Raises Unreadable."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise damaged(element) from None
    if not found.is_finite() or found.adjusted() > 17:
        raise damaged(element)
    return found


def day_at(element: etree._Element, path: str) -> date | None:
    """The day down that path, of a date or a moment. Raises Unreadable."""
    found = element_at(element, path)
    if found is None:
        return None
    try:
        return date.fromisoformat(own_text(found)[:10])
    except ValueError:
        raise damaged(found) from None


def damaged(element: etree._Element) -> Unreadable:
    """What cannot be read, by its line and its path in the file."""
    path = "/".join(local_name(one) for one in [*reversed(list(element.iterancestors())), element])
    return Unreadable("statements.damaged_element", {"line": str(element.sourceline), "element": path, "text": own_text(element)[:60]})


def local_name(element: etree._Element) -> str:
    """Without the namespace, which differs from version to version."""
    return etree.QName(element).localname


def each(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return (child for child in element if local_name(child) == name) if element is not None else iter(())


def element_at(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element down that path of local names."""
    found = element
    for name in path.split("/"):
        found = next(each(found, name), None)
    return found


def text_at(element: etree._Element | None, path: str) -> str:
    """The text down that path of local names, '' where there is none."""
    found = element_at(element, path)
    return own_text(found) if found is not None else ""


def own_text(element: etree._Element) -> str:
    """Of the element itself."""
    return (element.text or "").strip()


def named(reference: str) -> str:
    """'' for what says that there is no reference."""
    return "" if reference.upper() in ("NOTPROVIDED", "NONREF") else reference
