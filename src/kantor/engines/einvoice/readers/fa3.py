"""Reads the Polish structured invoice of KSeF, FA(3) - and its forerunner FA(2) - into the semantic invoice.

Every value stands in the tree under its own id `FA3-<element>`; where EN 16931 has a business term for it, under that as well.
What the terms need and no single element says is derived (see fa3_parts.py) and carries the path of the element it is derived from.
The structure is judged on the way: `invoice.found` holds what the official schema would refuse.
"""

import re

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice, SyntaxFinding, Term
from kantor.engines.einvoice.readers import fa3_check, fa3_parts
from kantor.engines.einvoice.readers.fa3_structure import load
from kantor.engines.einvoice.readers.fa3_terms import ADDRESS_LINES, AMOUNTS, FLAT, GROUPS, TERMS
from kantor.engines.einvoice.readers.xml import local_name, namespace

FA2 = "http://crd.gov.pl/wzor/2023/06/29/12648/"
_POSTCODE_AND_TOWN = re.compile(r"(\d\d-\d{3}),?\s+(\S.*)")


def read_root(root: etree._Element) -> Invoice:
    """The invoice below `Faktura`. FA(2) is read with the same table; it is no longer accepted by KSeF, which a finding says."""
    kind = local_name(root)
    invoice = Invoice("FA3", kind, f"/{kind}")
    currency = next((element.text for element in root.iterfind("{*}Fa/{*}KodWaluty")), None)
    _walk(root, invoice, invoice.path, currency.strip() if currency else None)
    fa3_parts.complete(invoice)
    if namespace(root) == FA2:
        invoice.found.append(SyntaxFinding("KSEF-FA2", "warning", invoice.path, FA2))
    else:
        invoice.found.extend(fa3_check.check(root))
        invoice.found.extend(_wrong_gtu(invoice))
    return invoice


def _walk(element: etree._Element, group: Group, path: str, currency: str | None) -> None:
    numbered = load().repeating
    counts: dict[str, int] = {}
    for child in element:
        tag: object = child.tag
        if not isinstance(tag, str):
            continue
        name = tag.rpartition("}")[2]
        below = f"{path}/{name}"
        if name in counts or (name in numbered and next(child.itersiblings(tag), None) is not None):
            count = counts.get(name, 0) + 1
            below = f"{below}[{count}]"
            counts[name] = count
        else:
            counts[name] = 1
        if len(child):
            inner = group if name in FLAT else group.open(GROUPS.get((group.id, name)) or "FA3-" + name, below)
            _walk(child, inner, below, currency)
        else:
            _value(child, group, name, below, currency)


def _value(element: etree._Element, group: Group, name: str, path: str, currency: str | None) -> None:
    text = element.text.strip() if element.text else ""
    term = Term(text, path, unit=currency if name in AMOUNTS else None)
    group.add("FA3-" + name, term)
    meaning = TERMS.get((group.id, name))
    if meaning is not None:
        group.add(meaning, term)
    elif name == "AdresL2" and group.id in ADDRESS_LINES:
        additional, town, postcode = ADDRESS_LINES[group.id]
        found = _POSTCODE_AND_TOWN.fullmatch(text)
        if found:
            group.add(postcode, term._replace(value=found[1]))
            group.add(town, term._replace(value=found[2]))
        else:
            group.add(additional, term)


def _wrong_gtu(invoice: Invoice) -> list[SyntaxFinding]:
    """Lines that mark goods by an element of their own (`<GTU_12>1</GTU_12>`, as in the VAT return) instead of `<GTU>GTU_12</GTU>`."""
    return [
        SyntaxFinding("KSEF-GTU-FORMAT", "fatal", term.path, id.removeprefix("FA3-"))
        for line in invoice.sub("BG-25")
        for id, terms in line.terms.items()
        if id.startswith("FA3-GTU_")
        for term in terms
    ]
