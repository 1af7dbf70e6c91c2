"""The files of an invoice as it leaves: its data in the customer's format, and a page for people where the data are not in one."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kantor.engines.einvoice.writers.formats import page_of
from kantor.engines.einvoice.writers.keeping import from_json

FILED = ("ksef", "coretax")
"""Formats that the seller hands to a platform of the state; nothing of them goes to the customer by mail."""
INSIDE = ("factur_x", "paper")
"""Formats whose page is all that leaves."""


class InvoiceFile(NamedTuple):
    """A file that leaves; media_type: `application/pdf` or `application/xml`."""

    name: str
    media_type: str
    data: bytes


def files_of(content: Mapping[str, Any], data: bytes | None) -> list[InvoiceFile]:
    """The files of an invoice kept as `draft` (see `to_json`), `format` and `language`, with its XML; what counts first."""
    draft = from_json(content["draft"])
    page = InvoiceFile(f"{draft.number}.pdf", "application/pdf", page_of(draft, content["format"], content["language"]))
    return [page] if _is_inside(content, data) else [main_file(content, data), page]


def main_file(content: Mapping[str, Any], data: bytes | None) -> InvoiceFile:
    """The one file that counts; the same invoice always gives the same bytes."""
    if data is None or _is_inside(content, data):
        return files_of(content, data)[0]
    return InvoiceFile(f"{content['draft']['number']}.xml", "application/xml", data)


def _is_inside(content: Mapping[str, Any], data: bytes | None) -> bool:
    return data is None or content["format"] in INSIDE
