"""The rules of a bank's answer: it speaks of a file of ours, and whoever works with payments sees what was refused."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.payment_status.document import KEY
from kantor.engines.payments import REFUSED
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity, Source, Value
from kantor.words.field import Row

ROLES = Ask("ledger.account_roles", ())
Payment = Mapping[str, Any]


def sent(reading: Reading) -> Ask:
    return Ask("treasury.payments_of_file", (reading.text("original_message"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (ROLES, sent(reading))


def refused(reading: Reading, answers: Answers) -> Iterator[tuple[Payment, Mapping[str, str]]]:
    """The payments of the file that the bank refused, each with the reason: its own, that of its block, or that of the whole."""
    whole = {key: reading.text(key) for key in ("status", "reason", "text")}
    blocks = {_text(row, "id"): _told(row) for row in reading.rows("blocks")}
    single = {_text(row, "id"): _told(row) for row in reading.rows("payments")}
    for payment in answers.get(sent(reading)) or ():
        around = [told for told in (blocks.get(payment["block"]), whole) if told]
        own = single.get(payment["end_to_end_id"])
        told = own if own and own["status"] else next((one for one in around if one["status"]), whole)
        if told["status"] in REFUSED:
            said = [one for one in (own, *around) if one and (one["reason"] or one["text"])]
            yield payment, said[0] if said else told


def suggest(reading: Reading, answers: Answers) -> Reading:
    """The reading with the refused payments in words and figures. Pure."""
    found = list(refused(reading, answers))
    rows = []
    for payment, why in found:
        texts = {key: str(payment[key]) for key in ("creditor", "amount", "end_to_end_id")} | {"payment": str(payment["key"])}
        rows.append({key: _suggested(text) for key, text in (texts | {"reason": why["reason"], "text": why["text"]}).items() if text})
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    if found:
        values["amount"] = _suggested(str(sum((Decimal(payment["amount"]) for payment, _ in found), Decimal(0))))
        values["currency"] = _suggested(str(found[0][0]["currency"]))
    tables = {**reading.tables, "rejected": tuple(rows)}
    return Reading(reader=reading.reader, values=values, tables=tables, document_id=reading.document_id)


def _suggested(text: str) -> Value:
    return Value(text, Source("suggestion", "payments"))


def _told(row: Row) -> dict[str, str]:
    return {key: _text(row, key) for key in ("status", "reason", "text")}


def _text(row: Row, key: str) -> str:
    return row[key].text if key in row else ""


def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Of a file that is not ours nothing is booked; each refusal is seen by a person, and one of a payment that left already stops."""
    if not answers.get(sent(reading)):
        yield _finding("unknown_file", "original_message", Severity.STOP, file=reading.text("original_message") or "-")
        return
    found = list(refused(reading, answers))
    for place, (payment, why) in enumerate(found):
        told = {"creditor": payment["creditor"], "amount": f"{payment['amount']} {payment['currency']}"}
        if payment["seen"]:
            yield _finding("left_already", f"rejected.{place}.payment", Severity.STOP, **told)
        elif payment["returned"]:
            yield _finding("back_already", f"rejected.{place}.payment", Severity.OK, **told)
        else:
            reason = " ".join(filter(None, (why["reason"], why["text"]))) or "-"
            yield _finding("rejected_one", f"rejected.{place}.reason", Severity.LOOK, **told, reason=reason)
    if not found:
        yield _finding("all_taken", "status", Severity.OK, status=reading.text("status") or "-")


def _finding(key: str, field: str, severity: Severity, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(text) for name, text in evidence.items()})


RULES = (Rule(key=f"{KEY}.judge", judge=judge, asks=asks),)
