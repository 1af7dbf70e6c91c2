"""Whether two connected clients agree on what is owed between them at the end of a day, by the currency in which it is owed."""

from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.spine import access
from kantor.spine.access import ClientRecord

QUERIES = Queries(__file__)


class Said(NamedTuple):
    """What a client and a connected one say of each other in one currency, debit less credit: they agree where both come to nothing."""

    partner: ClientRecord
    says: Money
    answers: Money

    @property
    def difference(self) -> Money:
        return self.says + self.answers


class Item(NamedTuple):
    """What is open between two clients under one reference. says, answers: debit less credit by either books; document_id, theirs: of the
    entries; None where one of them has nothing of it."""

    reference: str
    on: date
    says: Money | None
    answers: Money | None
    document_id: int | None
    theirs: int | None

    @property
    def agrees(self) -> bool:
        return self.says is not None and self.answers is not None and not self.says + self.answers


def compared(client: ClientRecord, until_on: date) -> list[Said]:
    """Of the acting client with each that it is connected with, by name and currency; pairs of which neither has anything are left out.

    The house reads the other's balance, whoever acts: both agreed that it is said. Nothing else of the other's books is.
    """
    moment = datetime.combine(until_on, time.max, UTC)
    partners = access.partners(moment)
    if not partners:
        return []
    others = [one.id for one in partners]
    with access.acting(clients=[client.id, *others], person_id=None, at=moment):
        rows = QUERIES.rows("says", client_id=client.id, partners=others, until_on=until_on)
    own = {(row.member_id, row.currency): Money.from_minor(row.amount, row.currency) for row in rows if row.client_id == client.id}
    theirs = {(row.client_id, row.currency): Money.from_minor(row.amount, row.currency) for row in rows if row.client_id != client.id}
    found = []
    for partner in partners:
        for currency in sorted({key[1] for key in (*own, *theirs) if key[0] == partner.id}):
            zero = Money.zero(currency)
            found.append(Said(partner, own.get((partner.id, currency), zero), theirs.get((partner.id, currency), zero)))
    return found


def items_between(client: ClientRecord, partner: ClientRecord, until_on: date, *, both: bool) -> list[Item]:
    """What was open between them at the end of a day, the oldest first, side by side where the reference is the same; for whoever sees the
    acting clients. both: the partner's items as well, else the client's own alone."""
    sides = [(client, partner), (partner, client)] if both else [(client, partner)]
    rows = {one.id: QUERIES.rows("items_between", client_id=one.id, partner_id=other.id, until_on=until_on) for one, other in sides}
    found: dict[tuple[str, str], dict[int, tuple[Money, int, date]]] = defaultdict(dict)
    for client_id, own in rows.items():
        for row in own:
            known = found[row.reference, row.currency].get(client_id)
            amount = Money.from_minor(row.open, row.currency)
            found[row.reference, row.currency][client_id] = (known[0] + amount if known else amount, row.document_id, row.document_on)
    items = []
    for (reference, _), told in found.items():
        ours, theirs = told.get(client.id), told.get(partner.id)
        on = min(one[2] for one in told.values())
        amounts = (ours[0] if ours else None, theirs[0] if theirs else None)
        items.append(Item(reference, on, *amounts, ours[1] if ours else None, theirs[1] if theirs else None))
    return sorted(items, key=lambda one: (one.on, one.reference))
