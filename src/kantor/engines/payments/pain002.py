"""Reads what a bank says of a payment file (pain.002 of any version): what it took, what it refused, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from kantor.words import Unreadable

REFUSED = frozenset({"RJCT", "CANC"})
_NAMESPACE = re.compile(r"pain\.002\.001\.\d{2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """What is said of one payment, or of a block of them. id: from end to end, or of the block; status: code of ISO 20022 (`RJCT`, `ACSP`),
    '' where only the whole has one; reason: its code (`AC04`); text: what the bank adds in words; block: in which a payment stands."""

    id: str
    status: str
    reason: str = ""
    text: str = ""
    block: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusReport:
    """message_id: the bank's own; original_id: that of our file; whole: the status of the file."""

    message_id: str
    created_on: date | None
    original_id: str
    whole: Status
    blocks: tuple[Status, ...] = ()
    payments: tuple[Status, ...] = ()


def is_pain002(data: bytes) -> bool:
    """Whether the file says of itself that it is such a message."""
    return _NAMESPACE.search(data[:4096].replace(b"\0", b"").decode("latin-1")) is not None


def read_pain002(data: bytes) -> StatusReport:
    """Raises Unreadable for what is no such message."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("payments.not_xml", {"reason": str(error).split("\n")[0]}) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("payments.not_xml", {"reason": "DOCTYPE"})
    report = next(_all(root, "CstmrPmtStsRpt", "pain.002.001.02"), None)
    group = next(_all(report, "OrgnlGrpInfAndSts"), None)
    if report is None or group is None:
        raise Unreadable("payments.nothing_inside")
    blocks = list(_all(report, "OrgnlPmtInfAndSts"))
    return StatusReport(
        message_id=_text(report, "GrpHdr/MsgId"),
        created_on=_day(_text(report, "GrpHdr/CreDtTm")),
        original_id=_text(group, "OrgnlMsgId"),
        whole=_status(group, _text(group, "OrgnlMsgId"), "GrpSts"),
        blocks=tuple(_status(block, _text(block, "OrgnlPmtInfId"), "PmtInfSts") for block in blocks),
        payments=tuple(payment for block in (*blocks, report) for payment in _payments(block)),
    )


def _payments(block: etree._Element) -> Iterator[Status]:
    for one in _all(block, "TxInfAndSts"):
        yield _status(one, _text(one, "OrgnlEndToEndId"), "TxSts", block=_text(block, "OrgnlPmtInfId"))


def _status(element: etree._Element, id: str, tag: str, *, block: str = "") -> Status:
    reasons = list(_all(element, "StsRsnInf"))
    codes = [_text(one, "Rsn/Cd") or _text(one, "Rsn/Prtry") for one in reasons]
    words = [(word.text or "").strip() for one in reasons for word in _all(one, "AddtlInf")]
    reason = next((code for code in codes if code), "")
    return Status(id=id, status=_text(element, tag), reason=reason, text=" ".join(filter(None, words)), block=block)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _all(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    return (child for child in element if etree.QName(child).localname in names) if element is not None else iter(())


def _text(element: etree._Element, path: str) -> str:
    found: etree._Element | None = element
    for name in path.split("/"):
        found = next(_all(found, name), None)
    return (found.text or "").strip() if found is not None else ""
