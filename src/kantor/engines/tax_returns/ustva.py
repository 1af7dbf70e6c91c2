"""Writes a German VAT return (USt 1 A) as the XML that Mein ELSTER takes in: `Anmeldungssteuern` in ISO-8859-15, named by the year.

Nothing official checks it here: the office's own check comes with the upload.
"""

from collections.abc import Mapping
from decimal import Decimal

from lxml import etree

from kantor.engines.tax_returns.taxpayer import Filing, Taxpayer

NAMESPACE = "http://finkonsens.de/elster/elsteranmeldung/ustva/v{year}"
QUARTER = 40
"""Added to the number of a quarter where a month would stand."""
TAXES = frozenset({"36", "47", "61", "62", "66", "67", "69", "74", "85", "98"})
"""Boxes with cents; all others hold whole euros."""
CORRECTED, DEDUCTED, PAYABLE = "10", "39", "83"


def write_ustva(payer: Taxpayer, filing: Filing, boxes: Mapping[str, Decimal], *, payable: Decimal, prepaid: Decimal = Decimal(0)) -> bytes:
    """boxes: stated by number, those of zero are left out; payable: box 83, after `prepaid` (the special prepayment, box 39)."""
    from_on, until_on = filing.from_on, filing.until_on
    space = NAMESPACE.format(year=until_on.year)
    root = etree.Element(f"{{{space}}}Anmeldungssteuern", nsmap={None: space}, version=str(until_on.year))  # type: ignore[dict-item]
    _add(root, "Erstellungsdatum", f"{filing.made_at:%Y%m%d}")
    sender = _add(root, "DatenLieferant")
    for tag, text in (
        ("Name", payer.name),
        ("Strasse", payer.street),
        ("PLZ", payer.postcode),
        ("Ort", payer.town),
        ("Email", payer.email),
    ):
        if text:
            _add(sender, tag, text)
    declared = _add(_add(root, "Steuerfall"), "Umsatzsteuervoranmeldung")
    is_month = (from_on.year, from_on.month) == (until_on.year, until_on.month)
    _add(declared, "Jahr", str(until_on.year))
    _add(declared, "Zeitraum", f"{until_on.month if is_month else QUARTER + until_on.month // 3:02d}")
    _add(declared, "Steuernummer", "".join(sign for sign in payer.tax_number if sign.isdigit()))
    stated = {key: _figure(key, amount) for key, amount in boxes.items() if amount}
    stated[PAYABLE] = f"{payable:.2f}"
    if prepaid:
        stated[DEDUCTED] = f"{prepaid:.2f}"
    if filing.is_correction:
        stated[CORRECTED] = "1"
    for key in sorted(stated):
        _add(declared, f"Kz{key}", stated[key])
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="ISO-8859-15", standalone=False, pretty_print=True)  # type: ignore[assignment]
    return written


def _figure(key: str, amount: Decimal) -> str:
    return f"{amount:.2f}" if key in TAXES else f"{amount:.0f}"


def _add(parent: etree._Element, tag: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}")
    if text:
        child.text = text
    return child
