"""What a bank statement does: an entry for every line, open items settled, our payments seen, the rest in the suspense account."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.bank_statement import questions
from kantor.departments.treasury.bank_statement.questions import cell, likeness
from kantor.departments.treasury.bank_statement.rules import is_posted
from kantor.departments.treasury.payment_run.settling import settled_locally
from kantor.departments.treasury.statement_parts import LineBooked, StatementTaken
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Settlement, Verified
from kantor.words.field import Row, day, number, row_id

SERIES = "BANK"
STATES = {"payment": "matched", "item": "matched", "account": "account"}
MOST_TEXT = 200
Items = Mapping[str, Mapping[str, Any]]


def effect(verified: Verified) -> Effect:
    """Pure. Lines that are booked already do nothing. Raises LookupError where the chart lacks an account."""
    reading = verified.reading
    if not is_posted(reading):
        return Effect()
    items = {
        str(item["id"]): item
        for ask in (questions.matching(reading), questions.chosen(reading))
        for item in verified.answers.get(ask) or ()
    }
    parts: list[Part] = [_statement(verified)]
    for index, row in enumerate(reading.rows("lines"), start=1):
        if cell(row, "decision") != "known":
            parts += _line(verified, row, index, items)
    return Effect(parts=tuple(parts))


def _statement(verified: Verified) -> StatementTaken:
    reading = verified.reading
    currency = reading.text("currency")
    to_on = reading.date("to_on") or verified.today
    amounts = {key: reading.number(key) for key in ("opening", "closing")}
    return StatementTaken(
        account=reading.text("own_account"),
        ledger_account=reading.text("ledger_account"),
        currency=currency,
        number=reading.text("number"),
        from_on=reading.date("from_on") or to_on,
        to_on=to_on,
        profile=reading.text("profile"),
        **{key: Money(amount, currency).rounded() if amount is not None else None for key, amount in amounts.items()},
    )


def _line(verified: Verified, row: Row, index: int, items: Items) -> Iterator[Part]:
    reading = verified.reading
    amount = Money(number(cell(row, "amount")) or Decimal(0), reading.text("currency")).rounded()
    decision, target = cell(row, "decision") or "suspense", cell(row, "target").split()
    roles = verified.answers[questions.ROLES]
    chosen = [items[one] for one in target] if decision == "item" else []
    against = {"payment": roles["money_in_transit"], "account": cell(row, "account")}.get(decision, roles["suspense"])
    booked_on = day(cell(row, "booked_on")) or verified.today
    if amount:
        yield Entry(
            series=SERIES,
            booked_on=booked_on,
            document_on=booked_on,
            text=f"{reading.text('number') or reading.text('to_on')}/{index} {cell(row, 'name')}".strip()[:MOST_TEXT],
            postings=_postings(row, amount, reading.text("ledger_account"), against, chosen),
        )
    for item in chosen:
        yield Settlement(open_item_id=int(item["id"]), amount=Money(Decimal(item["open"]), item["currency"]))
    yield _kept(verified, row, index, amount, against if not chosen else str(chosen[0]["account"]))


def _postings(row: Row, amount: Money, bank: str, against: str, chosen: list[Mapping[str, Any]]) -> tuple[Posting, ...]:
    """The bank's account against the items' accounts with their parties, or the one account."""
    text = (cell(row, "reference") or cell(row, "text"))[:MOST_TEXT]
    postings = [posting(bank, amount, text)]
    if not chosen:
        return (*postings, posting(against, -amount, cell(row, "text")[:MOST_TEXT]))
    for item in chosen:
        local = settled_locally(item, Decimal(item["open"]), amount.currency)
        money_in = local if item["side"] == "receivable" else -local
        postings.append(posting(str(item["account"]), -money_in, str(item["reference"])[:MOST_TEXT], party_id=int(item["party_id"])))
    return tuple(postings)


def posting(account: str, amount: Money, text: str, *, party_id: int | None = None) -> Posting:
    """A debit, or a credit where the amount is below zero."""
    is_debit = amount.amount >= 0
    return Posting(account=account, debit=amount if is_debit else None, credit=None if is_debit else -amount, party_id=party_id, text=text)


def _kept(verified: Verified, row: Row, index: int, amount: Money, booked_to: str) -> LineBooked:
    reading = verified.reading
    decision = cell(row, "decision")
    booked_on = day(cell(row, "booked_on")) or verified.today
    paid = cell(row, "target").split() if decision == "payment" else ()
    return LineBooked(
        no=index,
        account=reading.text("own_account"),
        ledger_account=reading.text("ledger_account"),
        booked_on=booked_on,
        value_on=day(cell(row, "value_on")) or booked_on,
        amount=amount,
        name=cell(row, "name"),
        iban=cell(row, "iban"),
        reference=cell(row, "reference"),
        end_to_end_id=cell(row, "end_to_end_ids"),
        text=cell(row, "text"),
        state=STATES.get(decision, "suspense"),
        booked_to=booked_to,
        occurrence=row_id(cell(row, "occurrence")) or 1,
        likeness=likeness(row),
        evidence=cell(row, "evidence"),
        payments=tuple(key for one in paid if (key := row_id(one)) is not None),
    )
