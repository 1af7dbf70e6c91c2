"""What a line of the suspense account could be: the engine's proposals as far as they can be booked as they are, parts and all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.departments.treasury.bank_statement.questions import matching_ask, settled_ask
from kantor.departments.treasury.matching_book import book_of
from kantor.departments.treasury.offering import Told, payable_in, shares_in
from kantor.departments.treasury.settled_answers import settled_before
from kantor.departments.treasury.shares import Item, Rated, Share, misfits, paid_by, signed
from kantor.departments.treasury.statement_answers import matching_items
from kantor.engines.reconciling import Line, Proposal, suggest
from kantor.kit.money import Money
from kantor.spine import access, ledger


class Part(NamedTuple):
    """A part of an offer as a clerk reads it. paid: of the line; kind: key of words below `reconciling` that says what `rest` is, or
    what is paid for; left: what stays open of the item."""

    reference: str
    party: str
    paid: Money
    kind: str = ""
    rest: Money | None = None
    left: Money | None = None


class Offer(NamedTuple):
    """A proposal to be accepted: its parts to be read, as they stand in a form, and why, in evidence."""

    parts: tuple[Part, ...]
    value: str
    proposal: Proposal


def offers(rows: Sequence[Any], as_of: date) -> dict[int, list[Offer]]:
    """By line, what can be accepted as it is. rows: lines of one or several clients; only what they may pay is read."""
    alike: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in rows:
        alike[row.client_id, row.currency].append(row)
    found: dict[int, list[Offer]] = {}
    for (client_id, currency), own in alike.items():
        told = told_about(own, client_id, as_of)
        book = book_of(tuple(told.items.values()), told.settled, currency)
        for row in own:
            found[row.id] = [offer for one in suggest(line_of(row), book).proposals if (offer := _offer(one, told))]
    return found


def told_about(rows: Sequence[Any], client_id: int, as_of: date) -> Told:
    """What lines of one client and currency may pay or give back."""
    currency = rows[0].currency
    amounts = [str(Money.from_minor(row.amount, currency).amount) for row in rows]
    shown = [(amount, row.iban, row.name, row.text) for amount, row in zip(amounts, rows, strict=True)]
    items = payable_in(currency, access.client(client_id).currency, matching_items(matching_ask(currency, shown), client_id))
    before = [(amount, row.end_to_end_id, row.text, "", "") for amount, row in zip(amounts, rows, strict=True)]
    settled = settled_before(settled_ask(currency, before), client_id, as_of)
    charges = ledger.account_roles(client_id).get("bank_charges", "")
    return Told({str(item["id"]): item for item in items}, settled, charges, currency)


def _offer(proposal: Proposal, told: Told) -> Offer | None:
    items = told.named
    shares = shares_in(proposal, told)
    if not shares or misfits(shares, items, Rated(told.currency)):
        return None
    names = {str(item.get("payer_id", item["party_id"])): str(item["name"]) for item in told.items.values()}
    kinds = iter([""] * len(proposal.shares) + [rest.kind for rest in proposal.rests])
    parts = tuple(_part(share, items, (told.currency, names, next(kinds))) for share in shares)
    return Offer(parts, " ".join(share.written for share in shares), proposal)


def _part(share: Share, items: Mapping[str, Item], told: tuple[str, dict[str, str], str]) -> Part:
    """told: currency, names by party, and the kind of what settles nothing."""
    currency, names, kind = told
    paid = Money(paid_by(share, items), currency)
    if not share.item_id:
        reference = str(items[share.back]["reference"]) if share.back else share.account
        return Part(reference, names.get(share.party_id, ""), paid, f"rest.{kind}")
    item = items[share.item_id]
    plain = Part(str(item["reference"]), str(item["name"]), paid)
    difference = Money(abs(signed(item)) - abs(paid.amount), currency)
    if share.reason in ("", "exchange"):
        return plain._replace(left=difference) if share.paid is not None and not share.reason else plain
    return plain._replace(kind=f"deduction.{share.reason}", rest=difference)


def line_of(row: Any) -> Line:
    """A booked line as the engine reads it."""
    return Line(
        id=row.id,
        booked_on=row.booked_on,
        amount=row.amount,
        currency=row.currency,
        text=row.text,
        name=row.name,
        iban=row.iban,
        end_to_end_id=row.end_to_end_id,
    )
