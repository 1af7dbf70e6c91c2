"""Proposing a payment run: what is due or loses a discount that is worth it, to agreed accounts, credits set off against what is owed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kantor.departments.treasury.own_accounts import same_account
from kantor.departments.treasury.payment_run.document import KEY
from kantor.departments.treasury.queries import Payable, payables
from kantor.departments.treasury.statement_answers import own_accounts
from kantor.kit.money import Money
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor
from kantor.words import Reading, Refusal, Source, Value

HORIZON = timedelta(days=7)
LEAST_YEARLY_PERCENT = 8
"""What money must earn in a year to be paid out early for a discount; below that it is worth more on the account until the item is due."""


class Paying(NamedTuple):
    """The account of the client that a run pays from. currency: that it is kept in, '' for that of the books."""

    iban: str
    bic: str = ""
    currency: str = ""


def proposal(items: Sequence[Payable], *, execute_on: date, own: Paying, currency: str) -> Reading:
    """The run as a reading: every item that may be paid in this currency; held, blocked, foreign and unagreed ones are left out. Pure."""
    chosen = _with_credits([item for item in items if _may_be_paid(item, currency)])
    rows = tuple(_row(item) for item in chosen)
    total = sum((item.open - item.discount for item in chosen), 0)
    values = {
        "execute_on": execute_on,
        "own_iban": own.iban,
        "own_bic": own.bic,
        "own_currency": own.currency,
        "currency": currency,
        "total": Money.from_minor(total, currency).amount,
        "count": len(rows),
    }
    told = {key: _value(text) for key, text in values.items() if text != "" or key != "own_currency"}
    return Reading(reader="proposal", values=told, tables={"payments": rows})


def paying(client: access.ClientRecord, kept: Mapping[str, Collection[str]], currency: str, chosen: str = "") -> Paying:
    """The account from which a run in a currency is paid: the chosen one, else the only one that is kept in it, else the client's own.
    kept: accounts of which statements are booked, with their currencies. Pure. Raises Refusal where the chosen one is none of them."""
    own, books = Paying(client.own_iban, client.own_bic), client.currency
    found = [account for account, currencies in kept.items() if currency != books and currency in currencies]
    if same_account(chosen, own.iban) or (not chosen and len(found) != 1):
        return own
    iban = next((account for account in kept if same_account(account, chosen)), "") if chosen else found[0]
    if not iban:
        raise Refusal("treasury.account_not_ours", evidence={"account": chosen})
    held = sorted(kept[iban], key=lambda one: (one != currency, one != books, one))[0]
    same_bank = iban[:2] == own.iban[:2] and iban[4:12] == own.iban[4:12]
    return Paying(iban, own.bic if same_bank else "", held if held != books else "")


def _may_be_paid(item: Payable, currency: str) -> bool:
    return item.currency == currency and item.agreed and not item.held_reason and not item.blocked


def is_worth_it(item: Payable, pay_on: date, least_yearly_percent: int = LEAST_YEARLY_PERCENT) -> bool:
    """Whether the discount, for the days by which is paid before the item is due, earns that much a year."""
    days = max(1, (item.due_on - pay_on).days)
    return item.discount * 365 * 100 >= least_yearly_percent * (item.open - item.discount) * days


def _with_credits(items: Sequence[Payable]) -> list[Payable]:
    """All payables, and the credits of a creditor as long as something is left to be paid to the same account."""
    left: dict[tuple[int, str], int] = defaultdict(int)
    for item in items:
        left[item.party_id, item.iban] += item.open - item.discount if item.open > 0 else 0
    chosen = []
    for item in items:
        place = (item.party_id, item.iban)
        if item.open < 0:
            one_account = len({iban for party_id, iban in left if party_id == item.party_id and left[party_id, iban] > 0}) == 1
            if not one_account or left[place] + item.open <= 0:
                continue
            left[place] += item.open
        chosen.append(item)
    return chosen


def _row(item: Payable) -> dict[str, Value]:
    discount = Money.from_minor(item.discount, item.currency)
    row = {
        "open_item_id": item.open_item_id,
        "creditor": item.creditor,
        "reference": item.reference,
        "iban": item.iban,
        "amount": (Money.from_minor(item.open, item.currency) - discount).amount,
        "discount": discount.amount,
        "due_on": item.due_on,
    }
    return {key: _value(text) for key, text in row.items()}


def _value(text: object) -> Value:
    return Value(str(text), Source("suggestion", "open_items"))


def propose(actor: Actor, *, execute_on: date, currency: str = "", account: str = "") -> int | None:
    """File a payment run for the actor's one client; whoever proposes it is its maker. account: from which it is paid, '' for the usual
    one of the currency. None where there is nothing to pay; raises Refusal where the account is none of the client's."""
    (client_id,) = actor.clients
    client = access.client(client_id)
    wanted = currency or client.currency
    until = execute_on + HORIZON
    found = payables(client_id, until=until, pay_on=execute_on)
    items = [item for item in found if item.due_on <= until or item.open < 0 or is_worth_it(item, execute_on)]
    kept = {one: tuple(of) for one, of in own_accounts(client_id).items()}
    reading = proposal(items, execute_on=execute_on, own=paying(client, kept, wanted, account), currency=wanted)
    if not reading.rows("payments"):
        return None
    key = f"{KEY}:{actor.at.isoformat()}:{wanted}"
    filing = documents.Filing(type=KEY, key=key, reading=reading, channel="desk", made_by=actor.person_id)
    ((document_id, _),) = cases.file([filing], actor)
    return document_id
