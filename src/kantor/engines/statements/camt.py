"""Reads ISO 20022 account reports (camt.052), statements (camt.053) and notices of single bookings (camt.054) of any version."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from kantor.engines.statements.model import NO_CURRENCY, Balance, Line, Statement
from kantor.kit.money import Money
from kantor.words import Unreadable

RECORDS = {"Rpt": "camt.052", "Stmt": "camt.053", "Ntfctn": "camt.054"}
_NAMESPACE = re.compile(r"camt\.05[234]\.\d{3}\.\d{2}")
_OPENING, _CLOSING, _AVAILABLE = ("OPBD", "PRCD"), ("CLBD",), ("CLAV",)


def is_camt(data: bytes) -> bool:
    """Whether the file says of itself that it is such a message."""
    return re.search(rb"camt\.05[234]\.\d{3}\.\d{2}", data[:4096].replace(b"\0", b"")) is not None


def read(data: bytes) -> tuple[Statement, ...]:
    """Every statement, report or notice in the message. Raises Unreadable, naming the line and the element, for what is damaged."""
    root = _root(data)
    found = [child for message in root for child in message if _name(child) in RECORDS]
    if not found:
        raise Unreadable("statements.nothing_inside")
    return tuple(_statement(record, RECORDS[_name(record)]) for record in found)


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("statements.not_xml", {"reason": str(error).split("\n")[0]}) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("statements.not_xml", {"reason": "DOCTYPE"})
    if not _NAMESPACE.search(etree.QName(root).namespace or ""):
        raise Unreadable("statements.nothing_inside")
    return root


def _statement(record: etree._Element, format: str) -> Statement:
    balances = dict(_balance(child) for child in _all(record, "Bal"))
    opening, closing, available = (
        next((balances[code] for code in codes if code in balances), None) for codes in (_OPENING, _CLOSING, _AVAILABLE)
    )
    lines = tuple(_line(entry) for entry in _all(record, "Ntry"))
    shown = opening or closing or available
    amounts = [shown.amount] if shown else [line.amount for line in lines]
    currency = _text(record, "Acct/Ccy") or (amounts[0].currency if amounts else NO_CURRENCY)
    return Statement(
        format=format,
        account=_account(_at(record, "Acct")),
        currency=currency,
        reference=_text(record, "Id"),
        number=_text(record, "LglSeqNb") or _text(record, "ElctrncSeqNb"),
        page=_text(record, "StmtPgntn/PgNb") or _text(record, "RptPgntn/PgNb") or _text(record, "NtfctnPgntn/PgNb"),
        from_on=_day(record, "FrToDt/FrDtTm") or _day(record, "FrToDt/FrDt"),
        to_on=_day(record, "FrToDt/ToDtTm") or _day(record, "FrToDt/ToDt"),
        opening=opening,
        closing=closing,
        available=available,
        lines=lines,
        is_final=format == "camt.053",
    )


def _balance(element: etree._Element) -> tuple[str, Balance]:
    code = _text(element, "Tp/CdOrPrtry/Cd") or _text(element, "Tp/Cd") or _text(element, "Tp/CdOrPrtry/Prtry")
    return code, Balance(amount=_signed(element), on=_day(element, "Dt/Dt") or _day(element, "Dt/DtTm"))


def _line(entry: etree._Element) -> Line:
    is_in = _text(entry, "CdtDbtInd") != "DBIT"
    is_reversal = _text(entry, "RvslInd") in ("true", "1")
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    payments = [payment for group in _all(entry, "NtryDtls") for payment in _all(group, "TxDtls")] or list(_all(entry, "TxDtls"))
    details = [_payment(payment, is_in=is_in, from_debtor=is_in is not is_reversal) for payment in payments]
    line = details[0] if len(details) == 1 else Line(amount=_signed(entry), details=tuple(details))
    original, rate = _exchanged(entry)
    return replace(
        line,
        amount=_signed(entry),
        booked_on=_day(entry, "BookgDt/Dt") or _day(entry, "BookgDt/DtTm"),
        value_on=_day(entry, "ValDt/Dt") or _day(entry, "ValDt/DtTm"),
        bank_reference=_text(entry, "AcctSvcrRef") or line.bank_reference,
        own_reference=line.own_reference or _named(_text(entry, "NtryRef")),
        batch_reference=_text(entry, "NtryDtls/Btch/PmtInfId") or line.batch_reference,
        code=_code(entry) or line.code,
        text=_text(entry, "AddtlNtryInf") or line.text,
        charges=_charges(entry) or line.charges,
        original=line.original or original,
        rate=line.rate or rate,
        is_booked=status in ("BOOK", ""),
        is_reversal=is_reversal,
        place=str(entry.sourceline),
    )


def _payment(payment: etree._Element, *, is_in: bool, from_debtor: bool) -> Line:
    """One payment. is_in: the whole entry is money in; from_debtor: the other party is who paid, otherwise who was paid."""
    amount = next((found for path in ("Amt", "AmtDtls/TxAmt/Amt") if (found := _at(payment, path)) is not None), None)
    direction = _text(payment, "CdtDbtInd")
    is_in = direction != "DBIT" if direction else is_in
    money = _money(amount) if amount is not None else Money.zero(NO_CURRENCY)
    party, bank = ("Dbtr", "DbtrAgt") if from_debtor else ("Cdtr", "CdtrAgt")
    parties = _at(payment, "RltdPties")
    original, rate = _exchanged(payment)
    return Line(
        amount=money if is_in else -money,
        original=original,
        rate=rate,
        charges=_charges(payment),
        name=_party_name(parties, party) or _party_name(parties, f"Ultmt{party}"),
        iban=_account(_at(parties, f"{party}Acct")),
        bic=_bic(payment, f"RltdAgts/{bank}/FinInstnId"),
        own_reference=_named(_text(payment, "Refs/InstrId")),
        batch_reference=_text(payment, "Refs/PmtInfId"),
        bank_reference=_text(payment, "Refs/AcctSvcrRef") or _text(payment, "Refs/TxId"),
        end_to_end_id=_named(_text(payment, "Refs/EndToEndId")),
        mandate=_text(payment, "Refs/MndtId"),
        creditor_id=_text(parties, "Cdtr/Id/PrvtId/Othr/Id"),
        reference=_text(payment, "RmtInf/Strd/CdtrRefInf/Ref") or _text(payment, "RmtInf/Strd/CdtrRefInf/CdtrRef"),
        remittance=tuple(text for text in (_own(child) for child in _all(_at(payment, "RmtInf"), "Ustrd")) if text),
        code=_code(payment),
        text=_text(payment, "AddtlTxInf"),
        return_reason=_text(payment, "RtrInf/Rsn/Cd") or _text(payment, "RtrInf/Rsn/Prtry") or _text(payment, "RtrInf/AddtlInf"),
    )


def _exchanged(element: etree._Element) -> tuple[Money | None, Decimal | None]:
    """What was paid in another currency, and the rate, where the bank says so."""
    instructed = _at(element, "AmtDtls/InstdAmt/Amt")
    rate = _text(element, "AmtDtls/InstdAmt/CcyXchg/XchgRate") or _text(element, "AmtDtls/TxAmt/CcyXchg/XchgRate")
    return _money(instructed) if instructed is not None else None, _decimal(rate, element) if rate else None


def _charges(element: etree._Element) -> tuple[Money, ...]:
    places = [place for charges in _all(element, "Chrgs") for place in (*_all(charges, "Rcrd"), charges)]
    return tuple(_money(amount) for place in places if (amount := _at(place, "Amt")) is not None)


def _code(element: etree._Element) -> str:
    domain = [_text(element, f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "/".join(domain) if all(domain) else _text(element, "BkTxCd/Prtry/Cd")


def _party_name(parties: etree._Element | None, party: str) -> str:
    return _text(parties, f"{party}/Pty/Nm") or _text(parties, f"{party}/Nm") or _text(parties, f"{party}/Agt/FinInstnId/Nm")


def _account(account: etree._Element | None) -> str:
    for path in ("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN", "Id/UPIC"):
        if found := _text(account, path):
            return found
    return ""


def _bic(element: etree._Element, path: str) -> str:
    found = (_text(element, f"{path}/{name}") for name in ("BICFI", "BIC", "CmbndId/BIC", "ClrSysMmbId/MmbId"))
    return next((text for text in found if text), "")


def _signed(element: etree._Element) -> Money:
    amount = _at(element, "Amt")
    if amount is None:
        raise _damaged(element)
    money = _money(amount)
    return money if _text(element, "CdtDbtInd") != "DBIT" else -money


def _money(amount: etree._Element) -> Money:
    try:
        return Money(_decimal(_own(amount), amount), amount.get("Ccy") or NO_CURRENCY)
    except ValueError:
        raise _damaged(amount) from None


def _decimal(text: str, element: etree._Element) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _damaged(element) from None
    if not found.is_finite() or found.adjusted() > 17:
        raise _damaged(element)
    return found


def _day(element: etree._Element, path: str) -> date | None:
    found = _at(element, path)
    if found is None:
        return None
    try:
        return date.fromisoformat(_own(found)[:10])
    except ValueError:
        raise _damaged(found) from None


def _damaged(element: etree._Element) -> Unreadable:
    path = "/".join(_name(one) for one in [*reversed(list(element.iterancestors())), element])
    return Unreadable("statements.damaged_element", {"line": str(element.sourceline), "element": path, "text": _own(element)[:60]})


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _all(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name) if element is not None else iter(())


def _at(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element down that path of local names."""
    found = element
    for name in path.split("/"):
        found = next(_all(found, name), None)
    return found


def _text(element: etree._Element | None, path: str) -> str:
    found = _at(element, path)
    return _own(found) if found is not None else ""


def _own(element: etree._Element) -> str:
    return (element.text or "").strip()


def _named(reference: str) -> str:
    return "" if reference.upper() in ("NOTPROVIDED", "NONREF") else reference
