"""Changes a sample in named places and says what the rules find then."""

from collections import Counter
from pathlib import Path

from lxml import etree

from kantor.engines.einvoice import Finding, Invoice, check, rule_set
from kantor.engines.einvoice.readers import read_root
from kantor.engines.einvoice.readers.places import PREFIXES

SAMPLES = Path(__file__).parent / "samples"
_NAMESPACES = {prefix.rstrip(":"): namespace for namespace, prefix in PREFIXES.items()}
_DECLARED = " ".join(f'xmlns:{prefix}="{namespace}"' for prefix, namespace in _NAMESPACES.items())

# A place (XPath, may end in /@attribute) and what becomes of it: a text, an element to append (begins with <), or None to remove it.
Change = tuple[str, str | None]


def changed(sample: str, *changes: Change) -> Invoice:
    """The invoice of a sample file after the changes; every place must exist."""
    root = etree.parse(SAMPLES / sample, etree.XMLParser(remove_comments=True)).getroot()
    for place, new in changes:
        path, _, attribute = place.partition("/@")
        found = root.xpath(path, namespaces=_NAMESPACES)
        assert isinstance(found, list)
        assert found, f"{sample} has no {path}"
        for element in found:
            assert isinstance(element, etree._Element)
            _change(element, attribute, new)
    # Written and read again, as a file would be.
    return read_root(etree.fromstring(etree.tostring(root)))


def _change(element: etree._Element, attribute: str, new: str | None) -> None:
    if attribute and new is None:
        del element.attrib[attribute]
    elif attribute and new is not None:
        element.set(attribute, new)
    elif new is None:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    elif new.startswith("<"):
        element.extend(etree.fromstring(f"<x {_DECLARED}>{new}</x>"))
    else:
        element.text = new


def found_in(invoice: Invoice, *sets: str) -> Counter[str]:
    """How often each rule of the sets (those of the invoice's profile where none is named) is broken."""
    return Counter(finding.rule for finding in check(invoice, sets or None))


def finding_of(rule: str, invoice: Invoice, set_name: str) -> Finding:
    """The one finding of `rule`."""
    (finding,) = [finding for finding in rule_set(set_name).judge(invoice) if finding.rule == rule]
    return finding
