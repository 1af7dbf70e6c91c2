"""Where an element stands: its path with customary prefixes and positions, and a term that quotes it."""

import re
from collections import Counter
from functools import lru_cache

from lxml import etree

from kantor.engines.einvoice.model import Term

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CEFACT = "urn:un:unece:uncefact:data:standard:"
PREFIXES = {
    f"{UBL}CommonBasicComponents-2": "cbc:",
    f"{UBL}CommonAggregateComponents-2": "cac:",
    f"{UBL}CommonExtensionComponents-2": "ext:",
    f"{CEFACT}CrossIndustryInvoice:100": "rsm:",
    f"{CEFACT}ReusableAggregateBusinessInformationEntity:100": "ram:",
    f"{CEFACT}UnqualifiedDataType:100": "udt:",
    f"{CEFACT}QualifiedDataType:100": "qdt:",
}
SHORT_BYTES = 20_000
"""Up to here it is quicker to count the siblings of each element that is asked for."""
_way = {"is_short": False}
"""Of the document that is being read; only the speed depends on it."""

_NAMESPACE = re.compile(r"\{([^}]*)\}")


def begin(size_bytes: int) -> None:
    """Before another document: the places of the one before are not asked for any more."""
    _below.cache_clear()
    _way["is_short"] = size_bytes < SHORT_BYTES


def path_of(element: etree._Element) -> str:
    """The path of `element` from the root, with positions where several of its kind stand side by side."""
    if _way["is_short"]:
        tree = element.getroottree()
        below, root = tree.getelementpath(element), f"/{tree.getroot().tag}"
        return _readable(root if below == "." else f"{root}/{below}")
    above = element.getparent()
    return f"/{_readable(element.tag)}" if above is None else _below(above)[element]


@lru_cache(maxsize=512)
def _below(above: etree._Element) -> dict[etree._Element, str]:
    """The path of every child of an element. All at once: counting each one's siblings anew would take the square of their number."""
    path = path_of(above)
    children = list(above.iterchildren("*"))
    names = [_readable(child.tag) for child in children]
    if len(set(names)) == len(names):
        return {child: f"{path}/{name}" for child, name in zip(children, names, strict=True)}
    many, seen = Counter(names), Counter[str]()
    places = {}
    for child, name in zip(children, names, strict=True):
        seen[name] += 1
        places[child] = f"{path}/{name}[{seen[name]}]" if many[name] > 1 else f"{path}/{name}"
    return places


@lru_cache(maxsize=4096)  # invoices of one syntax have the same few names and places
def _readable(path: str) -> str:
    return _NAMESPACE.sub(_prefix, path)


def _prefix(found: re.Match[str]) -> str:
    return PREFIXES.get(found[1], "")


def fact(element: etree._Element, path: str, scheme: str | None = None, unit: str | None = None, name: str | None = None) -> Term:
    """A term that quotes the text of `element` exactly as written."""
    return Term(element.text or "", path, scheme, None, unit, name)
