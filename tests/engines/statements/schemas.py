"""The schemas of ISO 20022 that lie beside the checkout, by which messages are held against the standard itself."""

import re
from functools import cache
from pathlib import Path

from lxml import etree

FOLDERS = ("bank/iso20022/xsd", "bank/iso20022/genkgo/xsd")
_MESSAGE = re.compile(rb"(?:camt|pacs|pain)\.\d{3}\.\d{3}\.\d{2}")


def message_of(data: bytes) -> str:
    """`camt.053.001.08`, as the file names its own namespace; '' where it names none."""
    found = _MESSAGE.search(data[:4096])
    return found[0].decode() if found else ""


@cache
def schema(message: str, shared_data: Path) -> etree.XMLSchema | None:
    """None for versions of which no schema lies there."""
    places = [shared_data / folder / f"{message}.xsd" for folder in FOLDERS]
    found = next((place for place in places if place.is_file()), None)
    return etree.XMLSchema(etree.parse(str(found))) if found else None


def fault(data: bytes, shared_data: Path) -> str | None:
    """The first thing that the schema of the file's own version finds wrong, '' where it finds nothing; None where there is no schema."""
    known = schema(message_of(data), shared_data)
    if known is None:
        return None
    known.validate(etree.fromstring(data.lstrip()))
    return next((re.sub(r"\{[^}]*\}", "", str(error.message)) for error in known.error_log), "")
