"""The file of a return, in the format of the client's country."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from kantor.departments.accounting.parts import VatReturn
from kantor.departments.accounting.vat_return.coretax import write_coretax
from kantor.departments.accounting.vat_return.document import CORRECTION, REFUND
from kantor.departments.accounting.vat_return.register import register
from kantor.engines.tax_returns import Filing, Taxpayer, declared, write_jpk_v7m, write_ustva
from kantor.spine.access import ClientRecord
from kantor.words import ReadFile

XML = "application/xml"
PACKED = {"spt_ppn": ("application/zip", "zip")}
"""Forms whose figures come as several files."""


class RegisterDiffers(ValueError):
    """The register comes to another tax than was approved. register: what it comes to."""

    def __init__(self, register: Decimal) -> None:
        super().__init__(f"the register comes to {register}")
        self.register = register


def written(part: VatReturn, client: ClientRecord, at: datetime) -> ReadFile | None:
    """None where the form is keyed into a portal by hand."""
    writer = WRITERS.get(part.form)
    if writer is None:
        return None
    suffix = "-corrected" if part.purpose == CORRECTION else ""
    data, (media_type, ending) = writer(part, client, at), PACKED.get(part.form, (XML, "xml"))
    name = f"{part.form}-{client.code}-{part.until_on:%Y-%m}{suffix}.{ending}"
    return ReadFile(data=data, media_type=media_type, name=name) if data else None


def taxpayer(part: VatReturn, client: ClientRecord) -> Taxpayer:
    address = {key: str(client.address.get(key, "")) for key in ("street", "postcode", "town")}
    return Taxpayer(
        name=client.name,
        tax_number=part.tax_number,
        vat_id=client.vat_id,
        office_code=part.office_code,
        email=part.email,
        **address,
    )


def _filing(part: VatReturn, at: datetime) -> Filing:
    return Filing(from_on=part.from_on, until_on=part.until_on, made_at=at, is_correction=part.purpose == CORRECTION)


def _ustva(part: VatReturn, client: ClientRecord, at: datetime) -> bytes:
    """Box 83 is the tax of the whole period less the special prepayment, in a corrected return too."""
    boxes = {key: Decimal(text) for key, text in part.figures.items()}
    return write_ustva(
        taxpayer(part, client),
        _filing(part, at),
        boxes,
        payable=part.whole_tax.amount - part.deduction.amount,
        prepaid=part.deduction.amount,
    )


def _jpk_v7m(part: VatReturn, client: ClientRecord, at: datetime) -> bytes:
    """RegisterDiffers where the register does not come to the tax that was approved."""
    rows = register(client, part.from_on, part.until_on)
    carried = part.deduction.amount
    told = declared(rows, carried=carried)
    tax = Decimal(told["P_38"]) - Decimal(told["P_48"]) + Decimal(told.get("P_39", 0))
    if tax != part.whole_tax.amount:
        raise RegisterDiffers(tax)
    return write_jpk_v7m(
        taxpayer(part, client),
        _filing(part, at),
        rows,
        carried=carried,
        refund=part.excess == REFUND,
    )


WRITERS: Mapping[str, Callable[[VatReturn, ClientRecord, datetime], bytes]] = {
    "ustva": _ustva,
    "jpk_v7m": _jpk_v7m,
    "spt_ppn": write_coretax,
}
