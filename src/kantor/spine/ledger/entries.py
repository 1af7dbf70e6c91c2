"""Effect parts `entry` and `open_item`: what a batch of documents posts, what is owed after it, and how both are undone."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.kit.columns import days, numbers, texts
from kantor.kit.money import Money
from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Refusal
from kantor.spine.ledger.posting import Draft, Line, Posted, post
from kantor.spine.ledger.queries import QUERIES
from kantor.words import Entry, OpenItem, Posting, Reversal
from kantor.words.locking import CLOSING


class _Owed(NamedTuple):
    """An open item of a document and the place of its entry among the drafts of the batch."""

    document_id: int
    item: OpenItem
    entry: int


class EntryParts:
    """Posts entries and writes open items; counters are locked last, so this handler comes after those that wait for others."""

    kinds: tuple[str, ...] = ("entry", "open_item")
    order = 30

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        ordered = sorted(batch, key=lambda applied: (applied.document_id, applied.index))
        accounts = _accounts(ordered, client_id)
        drafts: list[Draft] = []
        owed: list[_Owed] = []
        for applied in ordered:
            part = applied.part
            if isinstance(part, Entry):
                drafts.append(_draft(part, applied.document_id, accounts))
            elif isinstance(part, OpenItem):
                if not drafts or drafts[-1].document_id != applied.document_id:
                    raise Refusal("ledger.open_item_without_entry", document_id=applied.document_id)
                owed.append(_Owed(applied.document_id, part, len(drafts) - 1))
        if drafts:
            posted = post(drafts, client_id=client_id, at=actor.at)
            _add_open_items(owed, drafts, posted, accounts, client_id)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """Red storno: the recorded postings once more with negative amounts; what was owed is owed no more.

        Booked on the day that the counter-document names, else today; what carried a result forward, on its own day.
        """
        (client_id,) = actor.clients
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        booked = {item.reverses_document_id: item.part.booked_on for item in batch if isinstance(item.part, Reversal)}
        items = _lock_untouched_open_items(reversing, client_id)
        recorded = QUERIES.rows("recorded_entries", client_id=client_id, documents=sorted(reversing))
        lines: dict[int, list[Line]] = {entry.id: [] for entry in recorded}
        for row in QUERIES.rows("recorded_postings", client_id=client_id, entries=list(lines)):
            lines[row.entry_id].append(_negated(row))
        today = actor.at.date()
        drafts = [_storno(entry, reversing[entry.document_id], lines[entry.id], booked.get(entry.document_id, today)) for entry in recorded]
        if drafts:
            post(drafts, client_id=client_id, at=actor.at)
        _close(items, reversing, actor)


def _storno(entry: Any, document_id: int, lines: Sequence[Line], booked_on: date) -> Draft:
    if entry.reverses_id is not None:
        raise Refusal("ledger.is_a_reversal", document_id=document_id, evidence={"document": str(entry.document_id)})
    if entry.reversed_by is not None:
        raise Refusal("ledger.reversed_already", document_id=document_id, evidence={"reversed_by": str(entry.reversed_by)})
    if entry.ledger == CLOSING:
        booked_on = entry.booked_on
    return Draft(
        document_id=document_id,
        ledger=entry.ledger,
        series=entry.series,
        booked_on=booked_on,
        document_on=booked_on,
        text=entry.text,
        reverses_id=entry.id,
        lines=lines,
    )


def _accounts(batch: Sequence[Applied], client_id: int) -> Mapping[str, Any]:
    """Number -> account, for every account that the batch names."""
    wanted = {posting.account for applied in batch if isinstance(applied.part, Entry) for posting in applied.part.postings}
    wanted.update(applied.part.account for applied in batch if isinstance(applied.part, OpenItem))
    return {row.number: row for row in QUERIES.rows("accounts_by_number", client_id=client_id, numbers=texts(wanted))}


def _account_id(number: str, on: date, accounts: Mapping[str, Any], document_id: int) -> int:
    account = accounts.get(number)
    if account is None:
        raise Refusal("ledger.account_unknown", document_id=document_id, evidence={"account": number})
    if account.closed_on is not None and account.closed_on <= on:
        evidence = {"account": number, "closed_on": account.closed_on.isoformat()}
        raise Refusal("ledger.account_closed", document_id=document_id, evidence=evidence)
    return int(account.id)


def _draft(entry: Entry, document_id: int, accounts: Mapping[str, Any]) -> Draft:
    return Draft(
        document_id=document_id,
        ledger=entry.ledger,
        series=entry.series,
        booked_on=entry.booked_on,
        document_on=entry.document_on,
        text=entry.text,
        reverses_id=None,
        lines=[
            _line(posting, _account_id(posting.account, entry.booked_on, accounts, document_id), document_id) for posting in entry.postings
        ],
    )


def _line(posting: Posting, account_id: int, document_id: int) -> Line:
    debit, credit, foreign = posting.debit, posting.credit, posting.foreign
    amount = debit if credit is None else credit
    if amount is None or (debit is not None and credit is not None):
        raise Refusal("ledger.one_side", document_id=document_id, evidence={"account": posting.account})
    minor = _minor(amount, document_id)
    foreign_minor = _minor(foreign, document_id) if foreign is not None else None
    return Line(
        account_id,
        amount.currency,
        minor if credit is None else 0,
        0 if credit is None else minor,
        foreign.currency if foreign is not None else "",
        -foreign_minor if foreign_minor is not None and credit is not None else foreign_minor,
        posting.party_id,
        posting.tax_code,
        posting.cost_centre,
        posting.project,
        posting.text,
    )


def _minor(money: Money, document_id: int) -> int:
    try:
        return money.minor
    except ValueError as error:
        raise Refusal("ledger.not_rounded", document_id=document_id, evidence={"amount": str(money)}) from error


def _add_open_items(
    owed: Sequence[_Owed], drafts: Sequence[Draft], posted: Sequence[Posted], accounts: Mapping[str, Any], client_id: int
) -> None:
    if not owed:
        return
    account_ids = [_account_id(one.item.account, drafts[one.entry].booked_on, accounts, one.document_id) for one in owed]
    QUERIES.run(
        "add_open_items",
        client_id=client_id,
        documents=numbers(one.document_id for one in owed),
        entries=numbers(posted[one.entry].id for one in owed),
        sides=texts(one.item.side for one in owed),
        parties=numbers(one.item.party_id for one in owed),
        accounts=numbers(account_ids),
        references=texts(one.item.reference or posted[one.entry].voucher for one in owed),
        currencies=texts(one.item.amount.currency for one in owed),
        amounts=numbers(_minor(one.item.amount, one.document_id) for one in owed),
        local_amounts=numbers(_minor(one.item.local_amount, one.document_id) for one in owed),
        dated=days(drafts[one.entry].document_on for one in owed),
        due=days(one.item.due_on for one in owed),
        discounts=texts(_discounts(one.item, one.document_id) for one in owed),
        ibans=texts(one.item.iban for one in owed),
        held=texts(one.item.held_reason for one in owed),
    )


def _discounts(item: OpenItem, document_id: int) -> str:
    if not item.discounts:
        return "[]"
    return json.dumps([[until.isoformat(), _minor(amount, document_id)] for until, amount in item.discounts])


def _lock_untouched_open_items(reversing: Mapping[int, int], client_id: int) -> list[Any]:
    """The open items of the documents that are to be reversed; refused while somebody has settled a part of one."""
    items = QUERIES.rows("lock_open_items_of_documents", client_id=client_id, documents=sorted(reversing))
    touched = [item for item in items if item.open != item.amount]
    if touched:
        settled = QUERIES.rows("standing_settlements", client_id=client_id, items=[item.id for item in touched])
        first = touched[0]
        by = sorted({row.document_id for row in settled if row.open_item_id == first.id})
        evidence = {"open_item": str(first.id), "settled_by": ", ".join(map(str, by))}
        raise Refusal("ledger.settled_since", document_id=reversing[first.document_id], evidence=evidence)
    return items


def _close(items: Sequence[Any], reversing: Mapping[int, int], actor: Actor) -> None:
    """Settle all that the reversed documents left open, by the documents that reverse them."""
    if not items:
        return
    (client_id,) = actor.clients
    ids, amounts = [item.id for item in items], [item.open for item in items]
    QUERIES.run("settle_open_items", client_id=client_id, items=ids, amounts=amounts)
    QUERIES.run(
        "add_settlements",
        client_id=client_id,
        at=actor.at,
        items=ids,
        documents=[reversing[item.document_id] for item in items],
        amounts=amounts,
        discounts=[0] * len(ids),
        reverses=[None] * len(ids),
        paid_on=[None] * len(ids),
    )


def _negated(row: Any) -> Line:
    return Line(
        row.account_id,
        row.currency,
        -row.dr,
        -row.cr,
        row.foreign_currency,
        None if row.foreign_amount is None else -row.foreign_amount,
        row.party_id,
        row.tax_code,
        row.cost_centre,
        row.project,
        row.text,
    )
