"""Reads ISO 20022 account reports (camt.052), statements (camt.053) and notices of single bookings (camt.054) of any version."""

import re
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from kantor.engines.statements.elements import (
    account_in,
    bic_at,
    damaged,
    day_at,
    decimal_in,
    each,
    element_at,
    local_name,
    money_in,
    named,
    own_text,
    root_of,
    text_at,
)
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
    root = root_of(data, _NAMESPACE)
    found = [child for message in root for child in message if local_name(child) in RECORDS]
    if not found:
        raise Unreadable("statements.nothing_inside")
    return tuple(_statement(record, RECORDS[local_name(record)]) for record in found)


def _statement(record: etree._Element, format: str) -> Statement:
    balances = dict(_balance(child) for child in each(record, "Bal"))
    opening, closing, available = (
        next((balances[code] for code in codes if code in balances), None) for codes in (_OPENING, _CLOSING, _AVAILABLE)
    )
    lines = tuple(_line(entry) for entry in each(record, "Ntry"))
    shown = opening or closing or available
    amounts = [shown.amount] if shown else [line.amount for line in lines]
    currency = text_at(record, "Acct/Ccy") or (amounts[0].currency if amounts else NO_CURRENCY)
    return Statement(
        format=format,
        account=account_in(element_at(record, "Acct")),
        currency=currency,
        reference=text_at(record, "Id"),
        number=text_at(record, "LglSeqNb") or text_at(record, "ElctrncSeqNb"),
        page=text_at(record, "StmtPgntn/PgNb") or text_at(record, "RptPgntn/PgNb") or text_at(record, "NtfctnPgntn/PgNb"),
        from_on=day_at(record, "FrToDt/FrDtTm") or day_at(record, "FrToDt/FrDt"),
        to_on=day_at(record, "FrToDt/ToDtTm") or day_at(record, "FrToDt/ToDt"),
        opening=opening,
        closing=closing,
        available=available,
        lines=lines,
        is_final=format == "camt.053",
    )


def _balance(element: etree._Element) -> tuple[str, Balance]:
    code = text_at(element, "Tp/CdOrPrtry/Cd") or text_at(element, "Tp/Cd") or text_at(element, "Tp/CdOrPrtry/Prtry")
    return code, Balance(amount=_signed(element), on=day_at(element, "Dt/Dt") or day_at(element, "Dt/DtTm"))


def _line(entry: etree._Element) -> Line:
    is_in = text_at(entry, "CdtDbtInd") != "DBIT"
    is_reversal = text_at(entry, "RvslInd") in ("true", "1")
    status = text_at(entry, "Sts/Cd") or text_at(entry, "Sts")
    payments = [payment for group in each(entry, "NtryDtls") for payment in each(group, "TxDtls")] or list(each(entry, "TxDtls"))
    details = [_payment(payment, is_in=is_in, from_debtor=is_in is not is_reversal) for payment in payments]
    line = details[0] if len(details) == 1 else Line(amount=_signed(entry), details=tuple(details))
    original, rate = _exchanged(entry)
    return replace(
        line,
        amount=_signed(entry),
        booked_on=day_at(entry, "BookgDt/Dt") or day_at(entry, "BookgDt/DtTm"),
        value_on=day_at(entry, "ValDt/Dt") or day_at(entry, "ValDt/DtTm"),
        bank_reference=text_at(entry, "AcctSvcrRef") or line.bank_reference,
        own_reference=line.own_reference or named(text_at(entry, "NtryRef")),
        batch_reference=text_at(entry, "NtryDtls/Btch/PmtInfId") or line.batch_reference or text_at(entry, "NtryDtls/Btch/MsgId"),
        code=_code(entry) or line.code,
        text=text_at(entry, "AddtlNtryInf") or line.text,
        charges=_charges(entry) or line.charges,
        original=line.original or original,
        rate=line.rate or rate,
        is_booked=status in ("BOOK", ""),
        is_reversal=is_reversal,
        place=str(entry.sourceline),
    )


def _payment(payment: etree._Element, *, is_in: bool, from_debtor: bool) -> Line:
    """One payment. is_in: the whole entry is money in; from_debtor: the other party is who paid, otherwise who was paid."""
    amount = next((found for path in ("Amt", "AmtDtls/TxAmt/Amt") if (found := element_at(payment, path)) is not None), None)
    direction = text_at(payment, "CdtDbtInd")
    is_in = direction != "DBIT" if direction else is_in
    money = money_in(amount) if amount is not None else Money.zero(NO_CURRENCY)
    party, bank = ("Dbtr", "DbtrAgt") if from_debtor else ("Cdtr", "CdtrAgt")
    parties = element_at(payment, "RltdPties")
    original, rate = _exchanged(payment)
    return Line(
        amount=money if is_in else -money,
        original=original,
        rate=rate,
        charges=_charges(payment),
        name=_party_name(parties, party) or _party_name(parties, f"Ultmt{party}"),
        iban=account_in(element_at(parties, f"{party}Acct")),
        bic=bic_at(payment, f"RltdAgts/{bank}/FinInstnId"),
        own_reference=named(text_at(payment, "Refs/InstrId")),
        batch_reference=text_at(payment, "Refs/PmtInfId"),
        bank_reference=text_at(payment, "Refs/AcctSvcrRef") or text_at(payment, "Refs/TxId"),
        end_to_end_id=named(text_at(payment, "Refs/EndToEndId")),
        mandate=text_at(payment, "Refs/MndtId"),
        creditor_id=text_at(parties, "Cdtr/Id/PrvtId/Othr/Id"),
        reference=text_at(payment, "RmtInf/Strd/CdtrRefInf/Ref") or text_at(payment, "RmtInf/Strd/CdtrRefInf/CdtrRef"),
        remittance=tuple(text for text in (own_text(child) for child in each(element_at(payment, "RmtInf"), "Ustrd")) if text),
        code=_code(payment),
        text=text_at(payment, "AddtlTxInf"),
        return_reason=text_at(payment, "RtrInf/Rsn/Cd") or text_at(payment, "RtrInf/Rsn/Prtry") or text_at(payment, "RtrInf/AddtlInf"),
    )


def _exchanged(element: etree._Element) -> tuple[Money | None, Decimal | None]:
    """What was paid in another currency, and the rate, where the bank says so."""
    instructed = element_at(element, "AmtDtls/InstdAmt/Amt")
    rate = text_at(element, "AmtDtls/InstdAmt/CcyXchg/XchgRate") or text_at(element, "AmtDtls/TxAmt/CcyXchg/XchgRate")
    return money_in(instructed) if instructed is not None else None, decimal_in(rate, element) if rate else None


def _charges(element: etree._Element) -> tuple[Money, ...]:
    places = [place for charges in each(element, "Chrgs") for place in (*each(charges, "Rcrd"), charges)]
    return tuple(money_in(amount) for place in places if (amount := element_at(place, "Amt")) is not None)


def _code(element: etree._Element) -> str:
    domain = [text_at(element, f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "/".join(domain) if all(domain) else text_at(element, "BkTxCd/Prtry/Cd")


def _party_name(parties: etree._Element | None, party: str) -> str:
    return text_at(parties, f"{party}/Pty/Nm") or text_at(parties, f"{party}/Nm") or text_at(parties, f"{party}/Agt/FinInstnId/Nm")


def _signed(element: etree._Element) -> Money:
    amount = element_at(element, "Amt")
    if amount is None:
        raise damaged(element)
    money = money_in(amount)
    return money if text_at(element, "CdtDbtInd") != "DBIT" else -money
