"""Builds XML elements from prefixed names, so that a writer reads like the file it writes."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import cast

from lxml import etree

Content = etree._Element | str | Decimal | date | int | None | Iterable["Content"]
Maker = Callable[..., etree._Element | None]


def maker(prefixes: dict[str, str]) -> Maker:
    """A function `make(name, *content, **attributes)` for these namespaces; the prefix "" is the default one.

    It gives None for an element without content, so that what a draft does not state is not written.
    """

    namespaces = cast(dict[str, str], {prefix or None: uri for prefix, uri in prefixes.items()})

    def make(name: str, *content: Content, **attributes: str) -> etree._Element | None:
        prefix, colon, local = name.rpartition(":")
        namespace = prefixes.get(prefix if colon else "")
        element = etree.Element(f"{{{namespace}}}{local}" if namespace else local, nsmap=namespaces)
        for value in content:
            _put(element, value)
        if not len(element) and not element.text:
            return None
        for key, value in attributes.items():
            element.set(key, value)
        return element

    return make


def _put(element: etree._Element, value: Content) -> None:
    if value is None or value == "":
        return
    if isinstance(value, etree._Element):
        element.append(value)
    elif isinstance(value, (str, int)):
        element.text = str(value)
    elif isinstance(value, Decimal):
        element.text = f"{value:f}"
    elif isinstance(value, date):
        element.text = value.isoformat()
    else:
        for part in value:
            _put(element, part)


def file_of(root: etree._Element | None) -> bytes:
    """The whole file as UTF-8 with a declaration, one element a line."""
    if root is None:
        raise ValueError("nothing to write")
    etree.cleanup_namespaces(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
