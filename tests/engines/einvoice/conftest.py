"""Where the shared test data lies, and how an invoice is cut out of a difi test set."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree
from tests.engines.einvoice.shared import shared_data

from kantor.engines.einvoice.readers.xml import parse

_DIFI = "{http://difi.no/xsd/vefa/validator/1.0}"


class Expectation(NamedTuple):
    """What a published test expects: `success`, `error` or `warning` of a rule for one invoice; count: how often it fires, if stated."""

    file: str
    position: int
    kind: str
    rule: str
    count: int | None
    invoice: etree._Element


@pytest.fixture(name="shared_data", scope="session")
def shared_data_folder() -> Path:
    return shared_data()


def expectations(file: Path) -> Iterator[Expectation]:
    """Every expectation of a test set, in order."""
    for position, test in enumerate(parse(file.read_bytes()).iter(f"{_DIFI}test"), 1):
        elements = [child for child in test if isinstance(child.tag, str)]
        stated = [judged for child in elements if child.tag == f"{_DIFI}assert" for judged in child]
        invoice = next(child for child in elements if not child.tag.startswith(_DIFI))
        for judged in stated:
            kind = etree.QName(judged).localname
            if kind in ("success", "error", "warning"):
                number = judged.get("number")
                yield Expectation(file.name, position, kind, (judged.text or "").strip(), int(number) if number else None, invoice)
