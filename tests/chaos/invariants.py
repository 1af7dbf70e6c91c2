"""What must hold whatever happened: each invariant is a pure function from the picture afterwards to what speaks against it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tests.chaos.picture import Picture

from kantor.words import Reading

Invariant = Callable[[Picture], Iterator[str]]
OUTSIDE = frozenset({"supplier", "customer", "loss"})
ENDED = {"effective", "reversed"}
THE_HOUSES = ("OperationalError", "InterfaceError", "No space left", "File too large")
"""What is the trouble of the house is no reason to put a file aside."""
PARTS = {"entry": "entries", "move": "moves", "payment": "payments"}


def every_acknowledged_document_exists_once(picture: Picture) -> Iterator[str]:
    """What a sender was told is in, is there under its hash, once; what was typed is there under its key."""
    lying: dict[str, list[Any]] = defaultdict(list)
    for row in picture.rows["documents"]:
        if row.sha256 and row.parent_id is None:
            lying[row.sha256].append(row)
    for client, sha256, name in picture.handed_in:
        own = [row for row in lying[sha256] if row.client_id == client]
        if len(own) != 1 and name not in picture.not_taken and not _names_nobody(lying[sha256]):
            elsewhere = ", ".join(f"{row.state} at client {row.client_id}" for row in lying[sha256])
            yield f"{name} of client {client} was acknowledged and is there {len(own)} times: {elsewhere}"
    keys = Counter((row.client_id, row.key) for row in picture.rows["documents"])
    for one in picture.notes["filed"]:
        if keys[one["client"], one["key"]] != 1:
            yield f"{one['key']} was filed and is there {keys[one['client'], one['key']]} times"
    yield from (f"{name} was left in its folder" for name in picture.left_over)
    for name, reason in picture.not_taken.items():
        if any(trouble in reason for trouble in THE_HOUSES):
            yield f"{name} was blamed for {reason}"


def _names_nobody(rows: Sequence[Any]) -> bool:
    """Poison that is dropped at the desk does not say whose it is: it is refused at the first client of whoever dropped it."""
    return len(rows) == 1 and rows[0].state == "refused"


def every_document_is_done_waits_or_is_refused(picture: Picture) -> Iterator[str]:
    """Nothing is on its road any more: done, or waiting as a task, or refused or sent back for a reason."""
    for row in picture.rows["documents"]:
        if row.state in ENDED or row.state == "split":
            continue
        sound = row.tasks == 1 if row.state == "waiting" else row.state in ("refused", "sent_back") and (row.has_reason or row.decisions)
        if not sound:
            yield f"document {row.id} is {row.state} with {row.tasks} tasks and {row.decisions} decisions"
    states = {row.id: row.state for row in picture.rows["documents"]}
    for one in picture.notes["sent_back"]:
        if states.get(one["document"]) != "sent_back":
            yield f"document {one['document']} was sent back and is {states.get(one['document'])}"
    yield from (f"client {client}: the step {step} failed in the end" for client, step in picture.reckoning["failed"])


def one_effect_per_document(picture: Picture) -> Iterator[str]:
    """Every document that is done has one effect, no other has any; in the books stands what the effect says, once."""
    effects = Counter(row.document_id for row in picture.rows["effects"])
    for row in picture.rows["documents"]:
        if effects[row.id] != (row.state in ENDED):
            yield f"document {row.id} is {row.state} and has {effects[row.id]} effects"
    for row in picture.rows["effects"]:
        kinds = Counter(part["kind"] for part in row.parts)
        for kind, column in PARTS.items():
            if not kinds["reversal"] and kinds[kind] != getattr(row, column):
                yield f"document {row.document_id} has {kinds[kind]} parts {kind} and {getattr(row, column)} {column}"
    for row in (*picture.rows["entries"], *picture.rows["moves"]):
        if not effects[row.document_id]:
            yield f"document {row.document_id} is in the books without an effect"


def the_ledger_is_zero_per_currency(picture: Picture) -> Iterator[str]:
    for row in picture.rows["currencies"]:
        if row.sum:
            yield f"client {row.client_id}: {row.currency} adds up to {row.sum}"
    for row in picture.rows["entries"]:
        if row.sum or not row.lines:
            yield f"entry {row.id} adds up to {row.sum} in {row.lines} lines"
    for row in picture.rows["balances"]:
        yield f"account {row.account_id}: balance {row.kept}, postings {row.posted}"


def voucher_numbers_have_no_gap(picture: Picture) -> Iterator[str]:
    series: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for row in picture.rows["entries"]:
        series[row.client_id, row.series, row.year].append(row.voucher)
    last = {(row.client_id, row.series, row.year): row.last for row in picture.rows["counters"]}
    for key, vouchers in series.items():
        if sorted(vouchers) != list(range(1, len(vouchers) + 1)) or last.get(key) != len(vouchers):
            twice = [number for number, times in Counter(vouchers).items() if times > 1]
            gaps = sorted(set(range(1, max(vouchers) + 1)) - set(vouchers))
            yield f"{key}: {len(vouchers)} vouchers, counter {last.get(key)}, twice {twice[:5]}, missing {gaps[:5]}"


def stock_is_what_moved(picture: Picture) -> Iterator[str]:
    """Opening is nothing here, so that stock is the sum of the moves, and never less than nothing."""
    moved: dict[tuple[int, str, str, str], Decimal] = defaultdict(Decimal)
    for row in picture.rows["moves"]:
        moved[row.client_id, row.destination, row.article, row.lot] += row.quantity
        moved[row.client_id, row.source, row.article, row.lot] -= row.quantity
    stock = {(row.client_id, row.place, row.article, row.lot): row.quantity for row in picture.rows["stock"]}
    for key in {key for key in moved if key[1] not in OUTSIDE} | set(stock):
        if stock.get(key, Decimal(0)) != moved[key] or moved[key] < 0:
            yield f"{key}: stock {stock.get(key)}, moves {moved[key]}"


def what_leaves_leaves_once(picture: Picture) -> Iterator[str]:
    """The bank got everything that was sent, each key once, and nothing that was not; no payment stands in two files."""
    got = Counter((receipt.code, receipt.name) for receipt in picture.bank)
    known = set()
    for row in picture.rows["outbox"]:
        name = picture.names[f"{row.client_id} {row.key}"]
        known.add((row.code, name))
        if got[row.code, name] != (row.state == "sent"):
            yield f"{row.key} is {row.state} and was received {got[row.code, name]} times"
    yield from (f"{code}/{name} was received and is in no outbox" for code, name in got if (code, name) not in known)
    paid = Counter((picture.clients[receipt.code], one) for receipt in picture.bank for one in receipt.payments)
    for row in picture.rows["payments"]:
        if paid[row.client_id, row.end_to_end_id] != (row.state == "sent"):
            yield f"payment {row.end_to_end_id} is {row.state} and was received {paid[row.client_id, row.end_to_end_id]} times"


def what_was_approved_leaves(picture: Picture) -> Iterator[str]:
    """Nothing that may leave is postponed again and again: two days later, with nothing in the way, it has left."""
    yield from (f"{row.key} was approved and has not left" for row in picture.rows["outbox"] if row.state == "approved")


def the_trail_verifies(picture: Picture) -> Iterator[str]:
    if picture.reckoning["trouble"]:
        yield picture.reckoning["trouble"]
    for report in picture.reckoning["trail"]:
        if not report["intact"] or report["unsealed"]:
            yield f"client {report['client']}: {report['faults']}, {report['unsealed']} not sealed"
    if len(picture.reckoning["trail"]) != len(picture.clients) + 1:
        yield f"{len(picture.reckoning['trail'])} trails were verified"


def every_effect_has_its_record(picture: Picture) -> Iterator[str]:
    """One record for each document that came, each effect and each thing that left; none for what did not happen."""
    records = Counter((row.kind, row.client_id, row.document_id) for row in picture.rows["records"])
    expected = Counter(("document.took_effect", row.client_id, row.document_id) for row in picture.rows["effects"])
    began = {(row.client_id, row.document_id) for row in picture.rows["records"] if row.kind in ("document.received", "document.filed")}
    for row in picture.rows["documents"]:
        if (row.client_id, row.id) not in began and not row.key.startswith("follow_up"):
            yield f"document {row.id} has no record of its arrival"
    for key in {key for key in records if key[0] == "document.took_effect"} | set(expected):
        if records[key] != expected[key]:
            yield f"document {key[2]}: {expected[key]} effects, {records[key]} records"
    sent = Counter((row.client_id, row.key) for row in picture.rows["records"] if row.kind == "outbox.sent")
    for row in picture.rows["outbox"]:
        if sent[row.client_id, row.key] != (row.state == "sent"):
            yield f"{row.key} is {row.state} and has {sent[row.client_id, row.key]} records of having left"


def programs_are_told_of_every_effect(picture: Picture) -> Iterator[str]:
    """The bank heard of each invoice that took effect since it subscribed, signed, in the same words however often, and of nothing else."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in picture.notes["told"]:
        told[one["id"]].append(one)
    invoices = {row.id for row in picture.rows["documents"] if row.type == "payables.supplier_invoice"}
    happened = [row for row in picture.rows["records"] if row.kind == "document.took_effect"]
    every: set[str] = set()
    for hook in picture.hooks:
        since = [row for row in happened if row.client_id == hook["client"] and row.id > hook["after"]]
        every |= {f"msg_{hook['id']}_{row.id}" for row in since}
        for row in since:
            if row.document_id in invoices and f"msg_{hook['id']}_{row.id}" not in told:
                yield f"document {row.document_id} took effect and the bank was not told"
    for id, many in told.items():
        if id not in every:
            yield f"{id} was told and did not happen"
        if not all(one["is_signed"] for one in many) or len({one["body"] for one in many}) > 1:
            yield f"{id} was told in other words, or signed by somebody else"


def edits_are_not_lost(picture: Picture) -> Iterator[str]:
    """What somebody was shown as saved is in a version, and no later version goes back behind it."""
    versions: dict[int, list[Reading]] = defaultdict(list)
    for row in picture.rows["readings"]:
        versions[row.document_id].append(Reading.from_json(row.content))
    saved: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in picture.notes["saved"]:
        saved[one["document"], one["field"]].append(one["text"])
    fields = {one["field"] for actor, lines in picture.notes.items() if actor.startswith("typed_") for one in lines}
    for (document, field), texts in saved.items():
        there = {reading.text(field) for reading in versions[document]}
        yield from (f"document {document}: {field} {text} was saved and is in no version" for text in texts if text not in there)
    for document, readings in versions.items():
        for field in fields:
            for place, (earlier, later) in enumerate(pairwise(reading.text(field) for reading in readings), start=2):
                if _is_typed(earlier, field) and (not _is_typed(later, field) or later < earlier):
                    yield f"document {document}: version {place} lost {field} {earlier}, it says {later!r}"


def _is_typed(text: str, field: str) -> bool:
    return len(text) == 7 and text[0] == field[0].upper() and text[1:].isdigit()


def every_original_is_on_disk(picture: Picture) -> Iterator[str]:
    """The bytes of everything that came are where the database says, and are the same."""
    yield from (f"the original of document {one} is missing or another one" for one in picture.reckoning["broken"])


def every_page_has_its_place(picture: Picture) -> Iterator[str]:
    """No page that was dealt out is missing, stands twice or lies in a document that carries no work; asked as the doctor asks."""
    yield from picture.reckoning["lost"]


INVARIANTS: tuple[Invariant, ...] = (
    every_acknowledged_document_exists_once,
    every_document_is_done_waits_or_is_refused,
    one_effect_per_document,
    the_ledger_is_zero_per_currency,
    voucher_numbers_have_no_gap,
    stock_is_what_moved,
    what_leaves_leaves_once,
    what_was_approved_leaves,
    the_trail_verifies,
    every_effect_has_its_record,
    programs_are_told_of_every_effect,
    edits_are_not_lost,
    every_original_is_on_disk,
    every_page_has_its_place,
)


def violations(picture: Picture) -> dict[str, list[str]]:
    """Name of the invariant -> what speaks against it; empty where all hold."""
    found = {invariant.__name__: list(invariant(picture)) for invariant in INVARIANTS}
    return {name: told for name, told in found.items() if told}
