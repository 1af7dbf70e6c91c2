"""Builds XML elements from prefixed names, so that a writer reads like the file it writes."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Optional, Union, cast

from lxml import etree

Content = Union["Element", str, Decimal, date, int, None, Iterable["Content"]]
Maker = Callable[..., Optional["Element"]]


class Element:
    """An element that is to be written. tag: as lxml names it, `{namespace}local`."""

    __slots__ = ("attributes", "children", "namespaces", "tag", "text")

    def __init__(self, tag: str, namespaces: dict[str, str]) -> None:
        self.tag, self.namespaces = tag, namespaces
        self.text: str | None = None
        self.children: list[Element] = []
        self.attributes: dict[str, str] = {}


def maker(prefixes: dict[str, str]) -> Maker:
    """A function `make(name, *content, **attributes)` for these namespaces; the prefix "" is the default one.

    It gives None for an element without content, so that what a draft does not state is not written.
    """
    namespaces = cast(dict[str, str], {prefix or None: uri for prefix, uri in prefixes.items()})
    tags: dict[str, str] = {}

    def make(name: str, *content: Content, **attributes: str) -> Element | None:
        if name not in tags:
            prefix, colon, local = name.rpartition(":")
            namespace = prefixes.get(prefix if colon else "")
            tags[name] = f"{{{namespace}}}{local}" if namespace else local
        element = Element(tags[name], namespaces)
        for value in content:
            _put(element, value)
        if not element.children and not element.text:
            return None
        element.attributes = attributes
        return element

    return make


def _put(element: Element, value: Content) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Element):
        element.children.append(value)
    elif isinstance(value, (str, int)):
        element.text = str(value)
    elif isinstance(value, Decimal):
        element.text = f"{value:f}"
    elif isinstance(value, date):
        element.text = value.isoformat()
    else:
        for part in value:
            _put(element, part)


def file_of(root: Element | None) -> bytes:
    """The whole file as UTF-8 with a declaration, one element a line. Built from its root downwards: an element that is made by itself and
    hung into another afterwards costs a document of its own."""
    if root is None:
        raise ValueError("nothing to write")
    top = etree.Element(root.tag, root.attributes, nsmap=root.namespaces)
    _fill(top, root)
    etree.cleanup_namespaces(top)
    data: bytes = etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _fill(place: etree._Element, element: Element) -> None:
    place.text = element.text
    for child in element.children:
        _fill(etree.SubElement(place, child.tag, child.attributes), child)
