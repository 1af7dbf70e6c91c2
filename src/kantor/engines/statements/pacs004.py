"""Reads payments that banks give back (pacs.004 of any version): what came back, of which payment or collection of ours, and why."""

import re
from collections import defaultdict

from lxml import etree

from kantor.engines.statements.elements import account_in, bic_at, day_at, each, element_at, money_in, named, own_text, root_of, text_at
from kantor.engines.statements.model import Line, Statement
from kantor.words import Unreadable

FORMAT = "pacs.004"
_NAMESPACE = re.compile(r"pacs\.004\.\d{3}\.\d{2}")
_COLLECTED = re.compile(r"pacs\.003|pain\.008")


def is_pacs004(data: bytes) -> bool:
    """Whether the file says of itself that it is such a message."""
    return _NAMESPACE.search(data[:4096].replace(b"\0", b"").decode("latin-1")) is not None


def read(data: bytes) -> tuple[Statement, ...]:
    """What came back, by the account on which it did, `` where the message names none; notices, not statements: the bank's statement is
    what is booked. Raises Unreadable, naming the line and the element, for what is damaged."""
    root = root_of(data, _NAMESPACE)
    message = next((one for one in (root, *root) if element_at(one, "TxInf") is not None), None)
    if message is None:
        raise Unreadable("statements.nothing_inside")
    by_account: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for transaction in each(message, "TxInf"):
        account, line = _returned(transaction, message)
        by_account[account, line.amount.currency].append(line)
    return tuple(
        Statement(
            format=FORMAT,
            account=account,
            currency=currency,
            reference=text_at(message, "GrpHdr/MsgId"),
            number=text_at(message, "GrpHdr/MsgId"),
            to_on=max((line.booked_on for line in lines if line.booked_on), default=day_at(message, "GrpHdr/CreDtTm")),
            lines=tuple(lines),
            is_final=False,
        )
        for (account, currency), lines in by_account.items()
    )


def _returned(transaction: etree._Element, message: etree._Element) -> tuple[str, Line]:
    """Our account, and the line on it: money in where a payment of ours comes back, money out where a collection does."""
    original = element_at(transaction, "OrgnlTxRef")
    kind = text_at(transaction, "OrgnlGrpInf/OrgnlMsgNmId") or text_at(message, "OrgnlGrpInf/OrgnlMsgNmId")
    is_collected = bool(_COLLECTED.search(kind)) or element_at(original, "MndtRltdInf") is not None
    ours, theirs = ("Cdtr", "Dbtr") if is_collected else ("Dbtr", "Cdtr")
    told = element_at(transaction, "RtrdIntrBkSttlmAmt")
    if told is None:
        raise Unreadable("statements.nothing_inside")
    amount, day = money_in(told), day_at(transaction, "IntrBkSttlmDt") or day_at(message, "GrpHdr/IntrBkSttlmDt")
    reasons = list(each(transaction, "RtrRsnInf"))
    codes = [text_at(one, "Rsn/Cd") or text_at(one, "Rsn/Prtry") for one in reasons]
    words = [own_text(word) for one in reasons for word in each(one, "AddtlInf")]
    charges = [money_in(found) for one in each(transaction, "ChrgsInf") if (found := element_at(one, "Amt")) is not None]
    line = Line(
        amount=-amount if is_collected else amount,
        booked_on=day,
        value_on=day,
        name=text_at(original, f"{theirs}/Pty/Nm") or text_at(original, f"{theirs}/Nm"),
        iban=account_in(element_at(original, f"{theirs}Acct")),
        bic=bic_at(original, f"{theirs}Agt/FinInstnId") if original is not None else "",
        own_reference=named(text_at(transaction, "RtrId")),
        end_to_end_id=named(text_at(transaction, "OrgnlEndToEndId")),
        mandate=text_at(original, "MndtRltdInf/MndtId"),
        remittance=tuple(filter(None, (own_text(one) for one in each(element_at(original, "RmtInf"), "Ustrd")))),
        text=" ".join(filter(None, words)),
        charges=tuple(charges),
        return_reason=next(filter(None, codes), "") or "NARR",
        place=str(transaction.sourceline),
    )
    return account_in(element_at(original, f"{ours}Acct")), line
