"""Where an element stands: its path with customary prefixes and positions, and a term that quotes it."""

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


def path_of(element: etree._Element) -> str:
    """The path of `element` from the root, with positions where several of its kind stand side by side."""
    steps = []
    place: etree._Element | None = element
    while place is not None:
        parent = place.getparent()
        steps.append(step(place, parent))
        place = parent
    return "/" + "/".join(reversed(steps))


def step(element: etree._Element, parent: etree._Element | None) -> str:
    tag = element.tag
    namespace, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    name = PREFIXES.get(namespace, "") + local
    if parent is None:
        return name
    before = sum(1 for _ in element.itersiblings(tag, preceding=True))
    if before or next(element.itersiblings(tag), None) is not None:
        return f"{name}[{before + 1}]"
    return name


def fact(element: etree._Element, path: str, scheme: str | None = None, unit: str | None = None, name: str | None = None) -> Term:
    """A term that quotes the text of `element` exactly as written."""
    return Term(element.text or "", path, scheme, None, unit, name)
