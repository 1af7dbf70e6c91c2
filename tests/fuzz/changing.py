"""Changes XML by its elements: most changes of single bytes only make a file that is no XML any more."""

import copy
import random
from collections.abc import Callable

from lxml import etree

ODD = (
    "", " ", "0", "-0", "-1", "0.000000000000000000001", "1e999", "NaN", "-Infinity", "9" * 400, "1,5", "1.000,00", "٣", "９", "½", "+1",
    "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2024-02-29", "20260230", "24:00", "2026-01-01T00:00:00+99:99", "EUR", "XXX",
    "DE", "S", "AE", "O", "380", "381", "326", "H87", "VAT", "true", "\u202e", "a" * 5000, "DE89370400440532013000", "%s", "{0}",
)  # fmt: skip
Change = Callable[[random.Random, etree._Element, list[etree._Element]], None]


def changed(data: bytes, most_bytes: int, seed: int) -> bytes | None:
    """Some elements changed; None where the data are no XML or the result is too long."""
    chance = random.Random(seed)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for _ in range(chance.randrange(1, 4)):
        every = [one for one in root.iter() if isinstance(one.tag, str)]
        chance.choice(CHANGES)(chance, chance.choice(every), every)
    written = bytes(etree.tostring(root))
    return written if len(written) <= most_bytes else None


def _text(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    one.text = chance.choice(ODD)


def _text_of_another(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    one.text = chance.choice(every).text


def _gone(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _twice(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    if (parent := one.getparent()) is not None:
        parent.insert(parent.index(one), copy.deepcopy(one))


def _moved(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    target = chance.choice(every)
    if one.getparent() is not None and one not in (target, *target.iterancestors()):
        target.insert(chance.randrange(len(target) + 1), one)


def _renamed(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    one.tag = chance.choice(every).tag


def _attribute(chance: random.Random, one: etree._Element, every: list[etree._Element]) -> None:
    holding = [other for other in every if other.attrib] or [one]
    chosen = chance.choice(holding)
    for name in list(chosen.attrib)[:1]:
        if chance.random() < 0.3:
            del chosen.attrib[name]
        else:
            chosen.set(name, chance.choice(ODD))


CHANGES: tuple[Change, ...] = (_text, _text, _text, _text_of_another, _gone, _twice, _moved, _renamed, _attribute)
