"""Facts of the XML tree that Peppol and XRechnung judge wherever they stand, business term or not.

Written into the invoice as terms and groups whose ids begin with `XML-`, the same for UBL and CII, with the text exactly as written:
`XML-Empty` an element without content; `XML-Date` (scheme: the `format` of CII); `XML-Amount` (unit: currency; scheme `accounting` where
BT-111 may stand) the first in the invoice currency and all in others; `XML-TaxTotal` (unit: currency; scheme `breakdown`, `accounting`
or, in CII, `header`); `XML-Endpoint` and `XML-Identifier` (scheme); `XML-Attachment` (unit: MIME code; name: file name);
`XML-ExternalReference`; `XML-PaymentTerms`.
Groups: `XML-AllowanceCharge` (document and line), `XML-PriceAllowance`, `XML-LineDocuments`, and of CII `XML-Prices` of a line.
"""

from collections.abc import Callable
from typing import cast

from lxml import etree

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.readers import everywhere_cii, everywhere_ubl
from kantor.engines.einvoice.readers.places import fact, path_of

Note = Callable[[etree._Element, Invoice], None]

_TABLES: dict[str, dict[str, Note]] = {"UBL": everywhere_ubl.NOTES, "CII": everywhere_cii.NOTES}
_EMPTY = etree.XPath("descendant-or-self::*[not(*) and not(normalize-space())]")


def note_facts(root: etree._Element, invoice: Invoice) -> None:
    """Add the facts to `invoice`; invoices of other syntaxes have none."""
    notes = _TABLES.get(invoice.syntax)
    if notes is None:
        return
    for element in root.iter(*notes):
        notes[element.tag](element, invoice)
    for element in cast(list[etree._Element], _EMPTY(root)):
        invoice.add("XML-Empty", fact(element, path_of(element)))
