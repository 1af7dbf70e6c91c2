"""Answers what rules ask about business partners, for a whole batch in few statements, within the acting client."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kantor.countries import address_lines, electronic_iban
from kantor.spine.parties.names import comparable
from kantor.spine.parties.numbers import same_numbers
from kantor.spine.parties.queries import QUERIES, identifiers, leads, parties
from kantor.spine.parties.telling_apart import unlike
from kantor.words import Answer, Answers, Ask
from kantor.words.field import row_id

SUGGESTIONS = 5
ADDRESS = ("street", "postcode", "town")
CERTAINTY = ("vat_id", "iban", "tax_number")
"""What tells a supplier for certain, the surest first; a name only suggests."""


def _supplier(asks: Sequence[Ask], as_of: date) -> Answers:
    return _told("supplier", asks, as_of)


def _customer(asks: Sequence[Ask], as_of: date) -> Answers:
    return _told("customer", asks, as_of)


def _told(role: str, asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (VAT id, IBAN, tax number, name), '' where the document does not say.

    The one party of that role that these tell - whom it leads to, where the numbers are of one that was merged: `id`, `name`, `number`,
    `matched_by` (`vat_id`, `iban` or `tax_number`), `country`, `account`, `blocked`, `blocked_reason`, `language`, `payment_days`,
    `email`; where only the name is like some: `suggested`, a list of such with their `likeness` in percent; else None. Where several have
    the same VAT id, the IBAN and then the likeness of the name decide.
    """
    matched = _matches(role, asks, as_of)
    likely = _likely(role, [ask for ask in asks if not matched.get(ask)])
    ids = {party_id for hits in matched.values() for party_id in hits} | {party_id for hits in likely.values() for party_id, _ in hits}
    described = {party_id: _described(row) for party_id, row in parties(sorted(ids)).items()}
    answers: dict[Ask, Any] = {}
    for ask in asks:
        if hits := matched.get(ask):
            party_id, by = _surest(hits, ask, described)
            answers[ask] = {**described[party_id], "matched_by": by}
        elif similar := likely.get(ask):
            answers[ask] = {"suggested": [{**described[party_id], "likeness": percent} for party_id, percent in similar]}
        else:
            answers[ask] = None
    return answers


def _matches(role: str, asks: Sequence[Ask], as_of: date) -> dict[Ask, dict[int, set[str]]]:
    """By ask: the parties that a number names, each with what it was found by."""
    wanted: list[tuple[int, str, str]] = []
    for index, ask in enumerate(asks):
        vat_id, iban, tax_number, _ = ask.about
        wanted += [(index, by, number) for by, number in same_numbers(vat_id, tax_number)]
        if iban:
            wanted.append((index, "iban", electronic_iban(iban)))
    if not wanted:
        return {}
    places, bys, values = zip(*wanted, strict=True)
    found: dict[Ask, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    given = {"role": role, "places": list(places), "bys": list(bys), "numbers": list(values), "as_of": as_of}
    for row in QUERIES.rows("named_by_number", **given):
        found[asks[row.place]][row.party_id].add(row.by)
    return found


def _surest(hits: dict[int, set[str]], ask: Ask, described: dict[int, dict[str, Any]]) -> tuple[int, str]:
    """Of several suppliers the one that more and surer numbers name, then the one whose name is written in the document."""
    name = comparable(ask.about[3])

    def rank(party_id: int) -> tuple[Any, ...]:
        by = hits[party_id]
        same_name = comparable(described[party_id]["name"]) == name
        return (*(number not in by for number in CERTAINTY), not same_name, described[party_id]["blocked"], party_id)

    party_id = min(hits, key=rank)
    return party_id, next(by for by in CERTAINTY if by in hits[party_id])


def _likely(role: str, asks: Sequence[Ask]) -> dict[Ask, list[tuple[int, int]]]:
    """By ask: parties whose name is like the one in the document, with the likeness in percent, the likeliest first."""
    names = {ask: comparable(ask.about[3]) for ask in asks if ask.about[3]}
    if not names:
        return {}
    by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in QUERIES.rows("like_names", names=sorted(set(names.values())), role=role, at_most=SUGGESTIONS):
        by_name[row.asked].append((row.party_id, round(row.likeness * 100)))
    return {ask: by_name[name] for ask, name in names.items() if name in by_name}


def _described(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "number": row.number,
        "country": row.country,
        "account": row.account,
        "blocked": row.blocked_on is not None,
        "blocked_reason": row.blocked_reason,
        "language": row.language,
        "payment_days": row.payment_days,
        "email": row.email,
    }


def _bank_accounts(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,). The accounts that may be paid to that day: `iban`, `bic`, `holder`, `from_on`, `until_on` (None: open end)."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in QUERIES.rows("accounts_on", ids=_ids(asks), as_of=as_of):
        until_on = row.until_on.isoformat() if row.until_on else None
        account = {"iban": row.iban, "bic": row.bic, "holder": row.holder, "from_on": row.from_on.isoformat(), "until_on": until_on}
        found[row.party_id].append(account)
    return {ask: found.get(_id(ask), []) for ask in asks}


def _payable_account(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,). Its personal account in the ledger, '' where it has none of its own, None where the party is unknown."""
    found = parties(_ids(asks))
    return {ask: found[party_id].account if (party_id := _id(ask)) in found else None for ask in asks}


def _party(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,). What `parties.supplier` says of it, whichever role it has; of one that is merged also `merged_into`, the same of
    the party it leads to; None where it is unknown."""
    found = parties(_ids(asks))
    led = leads([party_id for party_id, row in found.items() if row.lead_id]) if any(row.lead_id for row in found.values()) else {}
    told = {
        party_id: _described(row) | ({"merged_into": _described(led[party_id])} if party_id in led else {})
        for party_id, row in found.items()
    }
    return {ask: told.get(_id(ask)) for ask in asks}


def _record(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,). All that a change of it can touch: `role`, `name`, `country`, `language`, `address` (by part), `email`,
    `payment_days`, `terms`, `identifiers` as [scheme, value]; None where it is unknown."""
    found = parties(_ids(asks))
    numbers: dict[int, list[list[str]]] = defaultdict(list)
    for row in identifiers(list(found)):
        numbers[row.party_id].append([row.scheme, row.value])
    columns = ("name", "country", "language", "email", "payment_days")
    records = {
        party_id: {
            "role": row.role,
            **{column: getattr(row, column) for column in columns},
            "address": dict(row.address),
            "terms": dict(row.terms),
            "identifiers": numbers[party_id],
        }
        for party_id, row in found.items()
    }
    return {ask: records.get(_id(ask)) for ask in asks}


def _postal_address(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id,). Where its letters go, which is to whom it was merged into: `name`, `country` and the `lines` between them, and
    `email`, each empty where nobody knows; None where the party is unknown."""
    found = leads(_ids(asks))
    addresses = {
        party_id: {
            "name": row.name,
            "lines": list(address_lines(**{key: str(row.address.get(key, "")) for key in ADDRESS}, country=row.country)),
            "country": row.country,
            "email": row.email,
        }
        for party_id, row in found.items()
    }
    return {ask: addresses.get(_id(ask)) for ask in asks}


def _id(ask: Ask) -> int:
    return row_id(ask.about[0]) or 0


def _ids(asks: Iterable[Ask]) -> list[int]:
    return sorted({_id(ask) for ask in asks} - {0})


ANSWERS: dict[str, Answer] = {
    "parties.supplier": _supplier,
    "parties.customer": _customer,
    "parties.bank_accounts": _bank_accounts,
    "parties.payable_account": _payable_account,
    "parties.party": _party,
    "parties.postal_address": _postal_address,
    "parties.record": _record,
    "parties.unlike": unlike,
}
