"""Where each line of a statement goes: our own payment, an open item, an account that people taught, or the suspense account. Pure.

Only what is sure decides by itself (docs/explanation/matching-payments.md); everything else waits in the suspense account for a person.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.treasury.bank_statement import columns, notices, questions
from kantor.departments.treasury.bank_statement.matching import paid_shares
from kantor.departments.treasury.bank_statement.questions import likeness, shows
from kantor.departments.treasury.offering import Told, payable_in
from kantor.departments.treasury.own_accounts import known_account, ledger_account
from kantor.departments.treasury.shares import Rated, shares_of
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

TAUGHT_TWICE = 2
Item = Mapping[str, Any]


class Decided(NamedTuple):
    """decision and target as the form shows them; evidence: keys of what it stands on, joined by spaces."""

    decision: str
    target: str = ""
    account: str = ""
    evidence: str = ""


def suggest(reading: Reading, answers: Answers) -> Reading:
    """The reading with the account of the books and a decision for every line that nobody decided. Pure."""
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    client, known = answers.get(questions.CLIENT) or {}, answers.get(questions.OWN_ACCOUNTS) or {}
    roles = answers.get(questions.ROLES) or {}
    named = reading.text("own_account")
    if not named and reading.text("profile"):
        named = columns.account_meant(reading, answers, str(client.get("own_iban", "")))
    currency = reading.text("currency") or str(client.get("currency", ""))
    told = {
        "own_account": named,
        "currency": currency,
        "ledger_account": ledger_account(named, currency, (client, known, roles)),
    }
    for key, text in told.items():
        if text and not (key in values and values[key].text):
            values[key] = _suggested(text)
    same_account = reading.text("profile") and known_account(named, currency, known).get("profile") == reading.text("profile")
    if columns.is_confirmed_before(reading, answers) or (same_account and not answers.get(columns.remembered(reading))):
        values.setdefault("profile_confirmed", _suggested("yes"))
    turned = tuple([_turned(row, is_turned=reading.text("sign") == "turned") for row in reading.rows("lines")])
    tables = {**reading.tables, "lines": turned}
    completed = Reading(reader=reading.reader, values=values, tables=tables, document_id=reading.document_id)
    return Reading(
        reader=reading.reader,
        values=values,
        tables={**reading.tables, "lines": tuple(_lines(completed, answers))},
        document_id=reading.document_id,
    )


def _turned(row: Row, *, is_turned: bool) -> Row:
    """The row with its amount as the file has it, or turned, as a person says of the statements of a card; what was typed stays."""
    amount = row.get("amount")
    if amount is None or amount.source.kind == "person" or not (is_turned or "as_read" in row):
        return row
    as_read = row.get("as_read", amount)
    figure = number(as_read.text) or Decimal(0)
    return {**row, "as_read": as_read, "amount": as_read._replace(text=f"{-figure:f}") if is_turned else as_read}


def _suggested(text: str) -> Value:
    return Value(text, Source("suggestion", "statement"))


def _lines(reading: Reading, answers: Answers) -> list[dict[str, Value]]:
    rows = reading.rows("lines")
    taught = answers.get(questions.taught(reading)) or {}
    surely = _surely(reading, answers)
    paid = _paid(reading, surely, answers)
    before = _booked_before(reading, answers)
    seen: Counter[str] = Counter()
    done = []
    for index, row in enumerate(rows):
        place = _place(row)
        seen[place] += 1
        fresh = {key: value for key, value in row.items() if value.source.kind != "suggestion"}
        if notices.is_notice(reading) and not cell(row, "batch_line"):
            done.append(fresh)
            continue
        decided = surely.get(index) or paid.get(index) or _taught(row, taught) or Decided("suspense")
        occurrence = seen[place] + (before.get(place, 0) if _continues(reading, answers) else 0)
        told = decided._asdict() | {"occurrence": "" if decided.decision == "known" else str(occurrence)}
        if cell(fresh, "decision"):
            told = {"occurrence": str(occurrence)}
        done.append(fresh | {key: _suggested(text) for key, text in told.items() if text and not cell(fresh, key)})
    return done


def _surely(reading: Reading, answers: Answers) -> dict[int, Decided]:
    """Lines that are booked already, and those that show our own payments, by their place."""
    payments = Payments(answers.get(questions.payments(reading)) or ())
    before = _booked_before(reading, answers)
    seen: Counter[str] = Counter()
    found: dict[int, Decided] = {}
    for index, row in enumerate(reading.rows("lines")):
        place = _place(row)
        seen[place] += 1
        if seen[place] <= before.get(place, 0) and not _continues(reading, answers):
            found[index] = Decided("known", evidence="known")
        elif decided := payments.seen(row, questions.rated(reading, row, answers)):
            found[index] = decided
    return found


def _paid(reading: Reading, surely: Mapping[int, Decided], answers: Answers) -> dict[int, Decided]:
    """What the other lines pay, but for lines that a person decided and the items that a person chose."""
    rows = dict(enumerate(reading.rows("lines")))
    by_person = {index for index, row in rows.items() if any(row[key].source.kind != "suggestion" for key in ("decision",) if key in row)}
    taken = {share.item_id for index in by_person for share in shares_of(cell(rows[index], "target")) or ()}
    left = {index: row for index, row in rows.items() if index not in surely and index not in by_person}
    taken |= {share.back for index in by_person for share in shares_of(cell(rows[index], "target")) or ()}
    own = (answers.get(questions.CLIENT) or {}).get("currency", "")
    found = payable_in(reading.text("currency"), str(own), answers.get(questions.matching(reading)) or ())
    items = {str(item["id"]): item for item in found if str(item["id"]) not in taken}
    settled = [one for one in answers.get(questions.settled(reading)) or () if one["key"] not in taken]
    charges = str((answers.get(questions.ROLES) or {}).get("bank_charges", ""))
    return {
        index: Decided("item", " ".join(share.written for share in paid.shares), evidence=" ".join(paid.evidence))
        for index, paid in paid_shares(left, Told(items, settled, charges, reading.text("currency"))).items()
    }


def _place(row: Row) -> str:
    return f"{cell(row, 'booked_on')} {(number(cell(row, 'amount')) or Decimal(0)).normalize():f}"


def _booked_before(reading: Reading, answers: Answers) -> dict[str, int]:
    """How many lines of that amount on that day are booked; written as the amounts of the rows are compared."""
    asked = reading.rows("lines") and not notices.is_notice(reading)
    told: Mapping[str, int] = (answers.get(questions.booked(reading)) or {}) if asked else {}
    found: dict[str, int] = {}
    for place, count in told.items():
        day, _, amount = place.partition(" ")
        found[f"{day} {(number(amount) or Decimal(0)).normalize():f}"] = count
    return found


def _continues(reading: Reading, answers: Answers) -> bool:
    """Whether the statement goes on where a booked one ended, and none that is booked lies within it: then no line was there before."""
    booked = answers.get(questions.statements(reading)) or ()
    opening, to_on = reading.number("opening"), reading.text("to_on")
    before = [one for one in booked if opening is not None and one["closing"] is not None and Decimal(one["closing"]) == opening]
    return any(not one["same"] and not any(one["to_on"] < other["to_on"] <= to_on for other in booked) for one in before)


class Payments:
    """Our payments that no statement has shown, each of which one line may show."""

    def __init__(self, expected: Sequence[Item]) -> None:
        self.left = {str(payment["end_to_end_id"]): payment for payment in expected}
        self.runs: dict[str, list[Item]] = defaultdict(list)
        for payment in expected:
            self.runs[str(payment["run"])].append(payment)

    def seen(self, row: Row, line: Rated) -> Decided | None:
        """By the ids of the payments in the line, or by the run that the bank booked as one sum; the amount is exact, or exchanged."""
        own = [self.left[one] for one in cell(row, "end_to_end_ids").split() if one in self.left]
        batch = re.match(r"KANTOR-\d+-(\d+)(-\d+)?$", cell(row, "batch_reference"))
        evidence = "end_to_end"
        if not own and batch:
            own, evidence = [payment for payment in self.runs[batch[1]] if str(payment["end_to_end_id"]) in self.left], "batch"
        if not shows(own, row, line) or cell(row, "return_reason"):
            return None
        for payment in own:
            del self.left[str(payment["end_to_end_id"])]
        exact = all(str(payment.get("currency") or line.currency) == line.currency for payment in own)
        return Decided("payment", " ".join(str(payment["id"]) for payment in own), evidence=f"{evidence} amount" if exact else evidence)


def _taught(row: Row, taught: Mapping[str, Item]) -> Decided | None:
    """The account to which people booked lines like this one, twice at least and never another."""
    lesson = taught.get(likeness(row))
    return Decided("account", account=str(lesson["account"]), evidence="taught") if lesson and lesson["times"] >= TAUGHT_TWICE else None
