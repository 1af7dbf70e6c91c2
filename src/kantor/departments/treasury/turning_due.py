"""Tax that waited for its payment and becomes due with it: off the account where it waited, onto the account of the return. Pure.

Base and tax change their code with the same entry as the payment, so that the return of its month has them, and each figure leads to it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.countries.cash_accounting import Freed, freed
from kantor.kit.money import Money
from kantor.words import Posting

MOST_TEXT = 200
Item = Mapping[str, Any]


def turned_due(item: Item, settled: Decimal, client: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[Posting]:
    """What taking `settled` off an open item makes due; in sum nothing. LookupError where the chart lacks an account."""
    for told in item.get("waiting") or ():
        rest = Freed(*(Money(Decimal(told[key]), client["currency"]) for key in ("net", "tax")))
        yield from _turned(freed(rest, settled, Decimal(item["open"])), told, item, (client, roles))


def turned_back(item: Item, document_id: int, settled: Money, client: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[Posting]:
    """The other way round, just what the payment of that document had made due: it came back."""
    for told in item.get("waiting") or ():
        paid = [one for one in told["paid"] if (one[0], one[1]) == (document_id, settled.minor)]
        if paid:
            own = Freed(*(Money(Decimal(text), client["currency"]) for text in paid[-1][2:]))
            yield from _turned(-own, told, item, (client, roles))


def _turned(part: Freed, told: Mapping[str, Any], item: Item, books: tuple[Mapping[str, Any], Mapping[str, str]]) -> Iterator[Posting]:
    """The base stays on its side, as red storno where the code is left, so that the turnover is that of the invoices. All of it names the
    partner and the invoice: a register lists those, not the payment."""
    client, roles = books
    base, tax = told["base_account"], _account(told["due"], str(client["country"]), roles)
    text = str(item["reference"])[:MOST_TEXT]
    whose: dict[str, Any] = {"party_id": int(item.get("booked_party_id", item["party_id"])), "text": text}
    old, new = {**whose, "tax_code": told["code"]}, {**whose, "tax_code": told["due"]}
    if part.tax:
        yield Posting.signed(told["account"], -part.tax, **old)
        yield Posting.signed(tax, part.tax, **new)
    if part.net.amount > 0:
        yield Posting(account=base, debit=-part.net, **old)
        yield Posting(account=base, debit=part.net, **new)
    elif part.net:
        yield Posting(account=base, credit=part.net, **old)
        yield Posting(account=base, credit=-part.net, **new)


def _account(code: str, country: str, roles: Mapping[str, str]) -> str:
    """On which tax of the code stands when it is due."""
    known = law(country)
    sold = known.sale_codes.get(code)
    role = sold.output_role if sold else known.tax_codes[code].input_role
    if not roles.get(role):
        raise LookupError(f"the chart of accounts has no account for {role}")
    return roles[role]
