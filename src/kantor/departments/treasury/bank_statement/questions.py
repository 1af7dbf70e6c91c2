"""What a bank statement asks the rest of the house before anybody judges it."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.bank_statement import columns, notices
from kantor.departments.treasury.shares import MOST_EXCHANGED_PERCENT, Rated, Share, shares_of
from kantor.engines.reconciling import says_return
from kantor.words import Answers, Ask, Reading
from kantor.words.field import Row, cell, number
from kantor.words.rates import rates_asked

ROLES = Ask("ledger.account_roles", ())
CLIENT = Ask("access.client", ())
OWN_ACCOUNTS = Ask("treasury.own_accounts", ())
_AROUND = ".,;:+()[]'\"#"


def asks(reading: Reading) -> tuple[Ask, ...]:
    about_lines = (payments(reading), matching(reading), settled(reading), taught(reading), chosen(reading), given_back(reading))
    found = [ROLES, CLIENT, OWN_ACCOUNTS, statements(reading), *about_lines]
    found += rates_asked(reading.text("currency"), reading.date("to_on"), reading.text("exchange_rate"))
    if account := reading.text("ledger_account"):
        found.append(in_books(account))
    if reading.text("profile"):
        found.append(columns.remembered(reading))
    if notices.is_notice(reading):
        found += [notices.waiting(reading), *open_days(reading).values()]
    elif reading.rows("lines"):
        found += [booked(reading), notices.kept(reading)]
    return tuple(found)


def in_books(account: str) -> Ask:
    """What the account of the books is used for."""
    return Ask("ledger.account", (account,))


def rate_of(reading: Reading, row: Row, client: Mapping[str, Any]) -> Decimal:
    """Units of the books' currency for one of the line's: of the line that it divides, or of the statement."""
    if reading.text("currency") in ("", client.get("currency")):
        return Decimal(1)
    return number(cell(row, "exchange_rate")) or reading.number("exchange_rate") or Decimal(1)


def rated(reading: Reading, row: Row, answers: Answers) -> Rated:
    """The line's currency and what it is worth in the books."""
    client = answers.get(CLIENT) or {}
    return Rated(reading.text("currency"), str(client.get("currency", "")), rate_of(reading, row, client))


def open_days(reading: Reading) -> dict[str, Ask]:
    """Whether the days of lines that a notice divides still take an entry."""
    days = {cell(row, "booked_on") for row in reading.rows("lines") if cell(row, "batch_line")}
    return {day: Ask("ledger.open_period", (day,)) for day in sorted(days)}


def statements(reading: Reading) -> Ask:
    head = (reading.text(key) for key in ("own_account", "currency", "to_on", "opening", "closing"))
    return Ask("treasury.statements", tuple(head))


def booked(reading: Reading) -> Ask:
    days = sorted(cell(row, "booked_on") for row in reading.rows("lines"))
    return Ask("treasury.booked_lines", (reading.text("own_account"), reading.text("currency"), days[0], days[-1]))


def payments(reading: Reading) -> Ask:
    """Ours that lines may show: of the statement's currency, and of any other those that lines name from end to end."""
    ids = {one for row in reading.rows("lines") for one in cell(row, "end_to_end_ids").split() if one.startswith("KANTOR-")}
    return Ask("treasury.expected_payments", (reading.text("currency"), *sorted(ids)))


def shows(paid: Sequence[Mapping[str, Any]], row: Row, line: Rated) -> bool:
    """Whether a line shows just these payments: to the cent in its currency, in another by what the bank ordered or by what it is worth."""
    amount = number(cell(row, "amount")) or Decimal(0)
    total = -sum((Decimal(one["amount"]) for one in paid), Decimal(0))
    currencies = {str(one.get("currency") or line.currency) for one in paid}
    if not paid or currencies == {line.currency}:
        return bool(paid) and total == amount
    ordered = number(cell(row, "original_amount"))
    if ordered is not None and currencies == {cell(row, "original_currency")}:
        return abs(ordered) == abs(total) and (total < 0) == (amount < 0)
    if any(one["local"] is None for one in paid):
        return False
    sent = -sum((Decimal(one["local"]) for one in paid), Decimal(0))
    return (sent < 0) == (amount < 0) and abs(line.locally(amount) - sent) * 100 <= abs(sent) * MOST_EXCHANGED_PERCENT


def matching(reading: Reading) -> Ask:
    """By what the lines show: their amounts, accounts, names, and the words of their texts that hold a digit."""
    shown = [tuple(cell(row, key) for key in ("amount", "iban", "name", "text")) for row in reading.rows("lines")]
    return matching_ask(reading.text("currency"), shown)


def matching_ask(currency: str, lines: Iterable[Sequence[str]]) -> Ask:
    """Open items that lines may pay. lines: amount, account, name and text of each."""
    amounts, ibans, names, texts = (set(column) for column in zip(*lines, strict=True)) if (lines := list(lines)) else (set[str](),) * 4
    words = {word.strip(_AROUND) for text in texts for word in text.split()}
    shown = {
        "amounts": sorted(amounts),
        "ibans": sorted(ibans - {""}),
        "names": sorted(names - {""}),
        "numbers": sorted(word for word in words if any(sign.isdigit() for sign in word)),
    }
    return Ask("treasury.matching_items", (currency, json.dumps(shown, ensure_ascii=False)))


def settled(reading: Reading) -> Ask:
    """What was settled before that lines may give back or pay once more."""
    keys = ("amount", "end_to_end_ids", "text", "code", "return_reason")
    return settled_ask(reading.text("currency"), [tuple(cell(row, key) for key in keys) for row in reading.rows("lines")])


def settled_ask(currency: str, lines: Iterable[Sequence[str]]) -> Ask:
    """lines: amount, ids from end to end, text, code and reason of each; amounts only of those that give something back."""
    ids, amounts, words = set[str](), set[str](), set[str]()
    for amount, own, text, code, reason in lines:
        ids.update(own.split())
        words.update(word.strip(_AROUND) for word in text.split())
        if reason or says_return(text) or says_return(code):
            amounts.add(amount)
    numbers = sorted(word for word in words if any(sign.isdigit() for sign in word))
    shown = {"ids": sorted(ids), "amounts": sorted(amounts), "numbers": numbers}
    return Ask("treasury.settled_lines", (currency, json.dumps(shown, ensure_ascii=False)))


def taught(reading: Reading) -> Ask:
    return Ask("treasury.taught_lines", tuple(sorted({likeness(row) for row in reading.rows("lines")})))


def chosen(reading: Reading) -> Ask:
    """The open items that lines pay, as a person chose or the house decided."""
    return Ask("treasury.items", tuple(sorted({share.item_id for share in _shares(reading)} - {""})))


def given_back(reading: Reading) -> Ask:
    """What comes back with lines, as a person chose or the house decided."""
    return Ask("treasury.given_back", tuple(sorted({share.back for share in _shares(reading)} - {""})))


def paid_for(reading: Reading, answers: Answers) -> dict[str, Any]:
    """What parts of lines name: open items by their ids, and what comes back by its key."""
    items = {str(item["id"]): item for item in answers.get(chosen(reading)) or ()}
    return items | {str(one["key"]): one for one in answers.get(given_back(reading)) or ()}


def _shares(reading: Reading) -> Iterator[Share]:
    for row in reading.rows("lines"):
        if cell(row, "decision") == "item":
            yield from shares_of(cell(row, "target")) or ()


def likeness(row: Row) -> str:
    """The same for lines of the same kind: direction, who, and the words of the text without its numbers."""
    direction = "-" if (number(cell(row, "amount")) or 0) < 0 else "+"
    who = cell(row, "iban") or cell(row, "name").casefold()
    words = " ".join(re.findall(r"[^\W\d_]{3,}", cell(row, "text").casefold())[:6])
    return hashlib.sha256(f"{direction}|{who}|{cell(row, 'code')}|{words}".encode()).hexdigest()[:16]
