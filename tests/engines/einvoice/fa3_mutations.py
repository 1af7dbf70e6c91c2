"""Damages an FA(3) tree in one seeded way, as hands and programs do, and grows whole files from our structure."""

import copy
import random

from lxml import etree

from kantor.engines.einvoice.readers.fa3_check import NAMESPACE
from kantor.engines.einvoice.readers.fa3_structure import Part, load

WORDS = [
    "0",
    "1",
    "2",
    "3",
    "-1",
    "1.5",
    "100.00",
    "1,5",
    "1e3",
    "abc",
    "PL",
    "XX",
    "DE",
    "EUR",
    "2026-02-30",
    "2026-02-28",
    "1999-12-31",
    "2051-01-01",
    "9999999999",
    "1111111111",
    "0123456789",
    "23",
    "21",
    "np",
    "GTU_14",
    "GTU_05",
    "+1",
    "01",
    "1.123",
    "-0.50",
    ".5",
    "5.",
    "2026-01-01T10:00:00Z",
    "2026-01-01T25:00:00Z",
    "a@b",
    "VAT",
    "KOR",
]
WORDS += ["", " ", "1 000", "0 WDT", "zw ", " oo", "x" * 257, "y" * 33]


def _elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _inner(root: etree._Element, dice: random.Random) -> etree._Element:
    return dice.choice([element for element in _elements(root) if element.getparent() is not None])


def damage(root: etree._Element, dice: random.Random) -> tuple[str, etree._Element]:
    """A damaged copy of the tree and what was done to it. Some damages leave the file valid: the schema decides."""
    root = copy.deepcopy(root)
    kind = dice.choice(
        ["drop", "repeat", "swap", "rename", "borrow", "move", "value", "value", "value", "nudge", "text", "attribute", "namespace"]
    )
    element = _inner(root, dice)
    parent = element.getparent()
    assert parent is not None
    if kind == "drop":
        parent.remove(element)
    elif kind == "repeat":
        element.addnext(copy.deepcopy(element))
    elif kind == "swap":
        other = dice.choice(list(parent))
        first, second = parent.index(element), parent.index(other)
        parent[first], parent[second] = copy.deepcopy(other), copy.deepcopy(element)
    elif kind == "rename":
        element.tag += dice.choice(["X", "_", "1"]) if dice.random() < 0.5 else ""
        element.tag = element.tag.swapcase() if dice.random() < 0.3 else element.tag
    elif kind == "borrow":
        element.tag = dice.choice(_elements(root)).tag
    elif kind == "move":
        target = dice.choice(_elements(root))
        if element not in target.iterancestors() and target is not element:
            target.insert(dice.randint(0, len(target)), element)
    elif kind == "text":
        element.tail = dice.choice(["x", " ", "\n", "1"])
    elif kind == "attribute":
        element.set(dice.choice(["Typ", "kodSystemowy", "wersjaSchemy", "id"]), dice.choice(["txt", "FA (3)", "1-0E", "int", "x"]))
    elif kind == "namespace":
        element.tag = "{urn:other}" + etree.QName(element).localname
    else:
        _change_value(root, dice, nudge=kind == "nudge")
    return kind, etree.fromstring(etree.tostring(root))


def _change_value(root: etree._Element, dice: random.Random, *, nudge: bool) -> None:
    leaf = dice.choice([element for element in _elements(root) if not len(element)])
    text = leaf.text or ""
    if not nudge or not text:
        leaf.text = dice.choice(WORDS)
        return
    at = dice.randrange(len(text))
    leaf.text = text[:at] + dice.choice(["", " ", "0", "9", "A", "-", ".", "\t", text[at] * 2]) + text[at + dice.randint(0, 1) :]


SAMPLES = dict(
    line.split("=", 1)
    for line in [
        "form=FA",
        "variant=3",
        "made_at=2026-03-01T08:00:00Z",
        "moment=2026-03-01T08:00:00+01:00",
        "day=2026-02-28",
        "late_day=2026-03-14",
        "early_day=1995-05-05",
        "amount=-12.50",
        "price=0.12345678",
        "quantity=3.125",
        "percent=12.5",
        "integer=-3",
        "ordinal=7",
        "transport_kind=8",
        "nip=5260001246",
        "internal_id=5260001246-00001",
        "eu_vat=123456789",
        "tax_id=X-1",
        "pl=PL",
        "account=PL61109010140000071219812874",
        "swift=WBKPPLPP",
        "email=a@b.pl",
        "krs=0000012345",
        "regon=123456785",
        "cell=",
        "ksef_number=5260001246-20260214-8BEF280C8D35-4D",
        "payment_id=001ABC123DEF4",
        "payment_link=https://pay.example.pl/x?IPKSeF=001ABC123DEF4",
        "kind=KOR_ROZ",
        "rate=np II",
        "gtu=GTU_13",
        "procedure=I_63",
        "order_procedure=B_SPV",
        "country=XK",
        "eu_country=XI",
        "currency=XXX",
    ]
)


def grown(dice: random.Random) -> etree._Element:
    """A whole file grown at random from our own structure, so that every part of it meets the official schema."""
    structure = load()
    prefix = "{" + NAMESPACE + "}"

    def fill(part: Part, parent: etree._Element) -> None:
        for _ in range(dice.randint(part.least, min(part.most, part.least + 1))):
            if part.name:
                element = etree.SubElement(parent, prefix + part.name)
                container = structure.containers.get(part.type)
                wanted = container.attributes if container else structure.values[part.type].attributes
                for name, values in wanted.items():
                    element.set(name, dice.choice(sorted(values)))
                if container:
                    fill(container.content, element)
                else:
                    element.text = SAMPLES.get(part.type, "1")
            elif part.choice:
                fill(dice.choice(part.parts), parent)
            else:
                for inner in part.parts:
                    fill(inner, parent)

    root = etree.Element(prefix + "Faktura", nsmap={None: NAMESPACE})
    fill(structure.containers["Faktura"].content, root)
    return root
