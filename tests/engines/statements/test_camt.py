"""Camt messages of any version say what the banks meant: in our own sample, and in 26 files with the values another reader found."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.engines.statements.samples import CAMT

from kantor.engines.statements import Line, Statement, read_camt
from kantor.kit.money import Money, exponent
from kantor.words import Unreadable

OWN_DIRECTION = "each payment of the batch says that it is money in; the other reader gives it the direction of the whole booking"
DIFFERENCES: dict[str, dict[str, str]] = {
    "camt053.v2.all-balance-types": {"opening": "OPBD is the opening balance; the other reader takes PRCD, that of the day before, for it"},
    "camt053.v2.minimal.ultimate": {"name": "where the payer is not named, the one on whose behalf was paid is"},
    "camt053.v2.wrong": {"refused": "it holds no statement; it has no values beside it"},
    "camt054.v4": {"payment": OWN_DIRECTION},
    "camt054.v8": {"payment": OWN_DIRECTION},
}
"""By file and field, why we read another value."""
LAST_ALONE = frozenset({"camt053.v2.multi.statement"})
"""Two statements of which the values beside tell the last alone."""
AGAIN = "__RECURSIVITY__"


def money(told: dict[str, Any]) -> tuple[Decimal, str]:
    currency = told["getCurrency"]["getCode"]
    return Decimal(told["getAmount"]).scaleb(-exponent(currency)), currency


def day(told: dict[str, str] | None) -> str:
    return told["0"][:10] if told else "None"


def differing(expected: dict[str, Any], statements: Sequence[Statement]) -> set[str]:
    """The fields in which we read something else."""
    entries = [entry for record in _records(expected) for entry in record["entries"]]
    lines = [line for statement in statements for line in statement.lines]
    wrong = {"count"} if (len(entries), len(_records(expected))) != (len(lines), len(statements)) else set()
    for record, statement in zip(_records(expected), statements, strict=False):
        wrong |= set(_head_differing(record["head"], statement))
    for entry, line in zip(entries, lines, strict=False):
        wrong |= set(_entry_differing(entry, line))
    return wrong


def _records(expected: dict[str, Any]) -> list[dict[str, Any]]:
    """Each record with its entries; what is repeated is only marked in the file, at the one place where it is told in full."""
    told = [entry for entry in expected["getEntries"] if isinstance(entry, dict)]
    heads = [record for record in expected["getRecords"] if isinstance(record, dict)]
    heads += [entry["getRecord"] for entry in told if isinstance(entry["getRecord"], dict)]
    return [{"head": head, "entries": told} for head in heads]


def _head_differing(record: dict[str, Any], statement: Statement) -> Iterator[str]:
    balances = {one["getType"]: (*money(one["getAmount"]), day(one["getDate"])) for one in record.get("getBalances", [])}
    ours = {"opening": statement.opening, "closing": statement.closing, "closing_available": statement.available}
    for key, balance in ours.items():
        if balances.get(key) != ((balance.amount.amount, balance.amount.currency, str(balance.on)) if balance else None):
            yield key
    same = {
        "account": record["getAccount"]["getIdentification"] == statement.account,
        "reference": record["getId"] == statement.reference,
        "number": (record["getLegalSequenceNumber"] or record["getElectronicSequenceNumber"] or "") == statement.number,
        "from": day(record["getFromDate"]) == str(statement.from_on),
        "to": day(record["getToDate"]) == str(statement.to_on),
    }
    yield from (key for key, is_same in same.items() if not is_same)


def _entry_differing(entry: dict[str, Any], line: Line) -> Iterator[str]:
    codes = entry["getBankTransactionCode"]
    domain, own_code = codes["getDomain"], codes["getProprietary"] or {}
    parts = [domain["getCode"], domain["getFamily"]["getCode"], domain["getFamily"]["getSubFamilyCode"]] if domain else []
    same = {
        "amount": money(entry["getAmount"]) == (line.amount.amount, line.amount.currency),
        "booked": day(entry["getBookingDate"]) == str(line.booked_on),
        "value": day(entry["getValueDate"]) == str(line.value_on),
        "reversal": entry["getReversalIndicator"] == line.is_reversal,
        "status": (entry["getStatus"] in ("BOOK", None)) == line.is_booked,
        "reference": (entry["getAccountServicerReference"] or line.bank_reference) == line.bank_reference,
        "batch": (entry["getBatchPaymentId"] or "") == line.batch_reference,
        "code": ("/".join(parts) or own_code.get("getCode") or "") == line.code,
    }
    yield from (key for key, is_same in same.items() if not is_same)
    payments = [entry["getTransactionDetail"] if one == AGAIN else one for one in entry["getTransactionDetails"]]
    ours = line.details or ((line,) if payments else ())
    if len(payments) != len(ours):
        yield "payments"
    for payment, own in zip(payments, ours, strict=False):
        if line.details and payment["getAmount"] and money(payment["getAmount"]) != (own.amount.amount, own.amount.currency):
            yield "payment"
        is_from_debtor = (line.amount.amount >= 0) is not line.is_reversal
        yield from _payment_differing(payment, own, "Debtor" if is_from_debtor else "Creditor")


def _payment_differing(payment: dict[str, Any], line: Line, other: str) -> Iterator[str]:
    references = payment["getReference"] or {}
    parties = [payment["getRelatedParty"] if one == AGAIN else one for one in payment["getRelatedParties"]]
    named = next((one for one in parties if one["getRelatedPartyType"]["__CLASS__"].endswith(f"\\{other}")), None)
    same = {
        "end_to_end": (references.get("getEndToEndId") or "").replace("NOTPROVIDED", "") == line.end_to_end_id,
        "mandate": (references.get("getMandateId") or "") == line.mandate,
        "name": ((named["getRelatedPartyType"]["getName"] or "") if named else "") == line.name,
        "iban": ((named["getAccount"] or {}).get("getIdentification", "") if named else "") == line.iban,
        "returned": ((payment["getReturnInformation"] or {}).get("getCode") or "") == line.return_reason,
    }
    if told := payment["getRemittanceInformation"]:
        blocks = [told["getUnstructuredBlock"] if one == AGAIN else one for one in told["getUnstructuredBlocks"]]
        same["remittance"] = tuple((one["getMessage"] or "").strip() for one in blocks) == line.remittance
        structured = (told["getStructuredBlock"] or {}).get("getCreditorReferenceInformation")
        structured = told["getCreditorReferenceInformation"] if structured == AGAIN else structured
        same["structured"] = ((structured or {}).get("getRef") or "") == line.reference
    yield from (key for key, is_same in same.items() if not is_same)


def test_all_26_files_say_what_another_reader_found_but_for_what_is_explained(shared_data: Path) -> None:
    files = sorted((shared_data / "camt/data").glob("*.xml"))
    assert len(files) == 26
    found: dict[str, set[str]] = {}
    for file in files:
        try:
            statements = read_camt(file.read_bytes())
        except Unreadable:
            found[file.stem] = {"refused"}
            continue
        if file.stem in LAST_ALONE:
            statements = statements[-1:]
        found[file.stem] = differing(json.loads(file.with_suffix(".json").read_text("utf-8")), statements)
    assert {name: fields for name, fields in found.items() if fields} == {name: set(told) for name, told in DIFFERENCES.items()}


def test_a_payment_says_who_paid_what_for_and_in_which_currency() -> None:
    (statement,) = read_camt(CAMT)
    line = statement.lines[0]
    assert (statement.format, statement.account, statement.number) == ("camt.053", "DE89370400440532013000", "12")
    assert (line.amount, line.original, str(line.rate)) == (Money.of("119.00", "EUR"), Money.of("130.00", "USD"), "1.0924")
    assert (line.name, line.iban, line.bic) == ("Nordlicht Handel GmbH", "DE02120300000000202051", "BYLADEM1001")
    assert (line.remittance, line.end_to_end_id, line.code) == (("Rechnung RE-2026-1", "vielen Dank"), "", "PMNT/RCDT/ESCT")


def test_a_batch_booking_tells_its_payments() -> None:
    (statement,) = read_camt(CAMT)
    batch = statement.lines[1]
    assert (batch.amount, batch.batch_reference) == (Money.of("-230.00", "EUR"), "P-1")
    assert [(one.end_to_end_id, one.amount.amount) for one in batch.details] == [("A", Decimal("-100.00")), ("B", Decimal("-130.00"))]


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ((b">119.00<", b">a lot<"), "Document/BkToCstmrStmt/Stmt/Ntry/Amt"),
        ((b"<BookgDt><Dt>2026-03-02", b"<BookgDt><Dt>2026-33-02"), "Document/BkToCstmrStmt/Stmt/Ntry/BookgDt/Dt"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_element(change: tuple[bytes, bytes], element: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_camt(CAMT.replace(*change))
    assert refused.value.evidence["element"] == element


@pytest.mark.parametrize("data", [CAMT[:900], b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + CAMT[39:], b"<a/>", b""])
def test_half_a_file_and_one_with_a_document_type_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_camt(data)
