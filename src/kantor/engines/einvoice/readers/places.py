"""Where an element stands: its path with customary prefixes and positions, and a term that quotes it."""

import re
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


_NAMESPACE = re.compile(r"\{([^}]*)\}")


def path_of(element: etree._Element) -> str:
    """The path of `element` from the root, with positions where several of its kind stand side by side."""
    tree = element.getroottree()
    below = tree.getelementpath(element)
    return _readable(f"/{tree.getroot().tag}" if below == "." else f"/{tree.getroot().tag}/{below}")


@lru_cache(maxsize=4096)  # invoices of one syntax have their elements at the same few places
def _readable(path: str) -> str:
    return _NAMESPACE.sub(_prefix, path)


def _prefix(found: re.Match[str]) -> str:
    return PREFIXES.get(found[1], "")


def fact(element: etree._Element, path: str, scheme: str | None = None, unit: str | None = None, name: str | None = None) -> Term:
    """A term that quotes the text of `element` exactly as written."""
    return Term(element.text or "", path, scheme, None, unit, name)
