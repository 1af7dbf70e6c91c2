"""The open items, parties and earlier payments of one client, indexed so that a line finds its candidates without reading them all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kantor.engines.reconciling.learning import Lessons
from kantor.engines.reconciling.model import OpenItem, Party, Policy, Settled
from kantor.engines.reconciling.names import NameIndex
from kantor.engines.reconciling.references import ReferenceIndex
from kantor.engines.reconciling.resting import collector_at_rest
from kantor.engines.reconciling.subsets import MOST_ITEMS, Halves, halves


class Known(NamedTuple):
    """What a client knows of earlier payments. settled: what can come back or be paid twice; paid_before: by account, whose items it
    paid; lessons: what people's decisions taught."""

    settled: tuple[Settled, ...] = ()
    paid_before: Mapping[str, int] = {}
    lessons: Lessons = Lessons()


_NOTHING_KNOWN = Known()
_USUAL = Policy()


class Book:
    """Open items and what is still open of them while a batch is matched; `left` is the only thing that changes.

    currency: that of the books. The order in which items and parties are given is of no consequence: they are sorted by id.
    """

    def __init__(
        self,
        items: Iterable[OpenItem],
        parties: Iterable[Party],
        *,
        known: Known = _NOTHING_KNOWN,
        policy: Policy = _USUAL,
        currency: str = "EUR",
    ) -> None:
        self.items: Sequence[OpenItem] = sorted((item for item in items if item.open), key=_id)
        self.left = [item.open for item in self.items]
        self.expected = [item.open if item.side == "receivable" else -item.open for item in self.items]
        self.lessons, self.policy, self.currency = known.lessons, policy, currency
        with collector_at_rest():
            self._index_items()
            self._index_parties(sorted(parties, key=_id), known.paid_before)
            self._index_settled(sorted(known.settled, key=_id))
        self._halves: dict[tuple[int, ...], Halves] = {}

    def _index_items(self) -> None:
        self.references = ReferenceIndex((place, item.references) for place, item in enumerate(self.items) if item.references)
        self.of_party: dict[int, list[int]] = {}
        self.by_payment_id: dict[str, list[int]] = {}
        self._places = {item.id: place for place, item in enumerate(self.items)}
        by_amount: dict[str, list[tuple[int, int]]] = {}
        for place, item in enumerate(self.items):
            self.of_party.setdefault(item.party_id, []).append(place)
            for payment_id in item.payment_ids:
                self.by_payment_id.setdefault(payment_id, []).append(place)
            amounts = by_amount.setdefault(item.currency, [])
            amounts.append((self.expected[place], place))
            sign = 1 if item.side == "receivable" else -1
            amounts += [(self.expected[place] - sign * discount, place) for _, discount in item.discounts]
        self.batches: dict[tuple[str, int], list[str]] = {}
        for payment_id, places in self.by_payment_id.items():
            if len(places) > 1:
                total = sum(self.expected[place] for place in places)
                self.batches.setdefault((self.items[places[0]].currency, total), []).append(payment_id)
        self._by_amount: dict[str, tuple[list[int], list[int]]] = {}
        for currency, amounts in by_amount.items():
            amounts.sort()
            self._by_amount[currency] = ([amount for amount, _ in amounts], [place for _, place in amounts])

    def _index_parties(self, parties: Sequence[Party], paid_before: Mapping[str, int]) -> None:
        self.parties = {party.id: party for party in parties}
        self.names = NameIndex((party.id, party.names) for party in parties)
        self.by_iban: dict[str, set[int]] = {}
        self.by_number: dict[str, int] = {}
        twice = set[str]()
        for party in parties:
            for iban in party.ibans:
                self.by_iban.setdefault(iban, set()).add(party.id)
            for number in party.numbers:
                if self.by_number.setdefault(number, party.id) != party.id:
                    twice.add(number)
        for number in twice:
            del self.by_number[number]
        self.paid_before = {iban: party_id for iban, party_id in paid_before.items() if iban}

    def _index_settled(self, settled: Sequence[Settled]) -> None:
        self.settled = settled
        self.settled_by_payment_id: dict[str, list[int]] = {}
        self.settled_by_amount: dict[tuple[str, int], list[int]] = {}
        for place, payment in enumerate(settled):
            self.settled_by_amount.setdefault((payment.currency, payment.amount), []).append(place)
            if payment.end_to_end_id:
                self.settled_by_payment_id.setdefault(payment.end_to_end_id, []).append(place)
        self.settled_references = ReferenceIndex((place, payment.references) for place, payment in enumerate(settled) if payment.references)

    def place_of(self, item_id: int) -> int:
        return self._places[item_id]

    def still_expected(self, place: int) -> int:
        """What the bank would show for what is left of the item, with its sign."""
        return self.left[place] if self.items[place].side == "receivable" else -self.left[place]

    def owners_of(self, iban: str) -> set[int]:
        """The parties for whom this account pays: as people decided, as agreed, or as it was before."""
        if not iban:
            return set()
        lesson = self.lessons.payers.get(iban)
        if lesson in self.parties:
            return {lesson}
        before = self.paid_before.get(iban)
        return self.by_iban.get(iban) or ({before} if before in self.parties else set())

    def untouched(self, place: int) -> bool:
        return self.left[place] == self.items[place].open

    def with_amount(self, currency: str, amount: int, most: int, tolerance: int = 0) -> list[int]:
        """Places of items of this amount, in full or less a discount; none where more than `most` have it: then it tells nothing."""
        amounts, places = self._by_amount.get(currency, ((), ()))
        low, high = bisect_left(amounts, amount - tolerance), bisect_right(amounts, amount + tolerance)
        return [place for place in dict.fromkeys(places[low:high]) if self.left[place]] if high - low <= most else []

    def open_of(self, party_id: int, currency: str) -> list[int]:
        """Places of what the party still owes or is owed in this currency, the oldest first."""
        items, left = self.items, self.left
        places = [place for place in self.of_party.get(party_id, ()) if left[place] and items[place].currency == currency]
        places.sort(key=lambda place: (items[place].due_on, items[place].id))
        return places

    def halves_of(self, places: tuple[int, ...]) -> Halves:
        """Prepared sums of these items; kept, because a payer's items are asked for many times."""
        if places not in self._halves:
            if len(self._halves) > 5_000:
                self._halves.clear()
            assert len(places) <= MOST_ITEMS
            self._halves[places] = halves([self.still_expected(place) for place in places])
        return self._halves[places]

    def take(self, place: int, amount: int) -> None:
        """Takes an amount, with the item's sign, off what is left; never more than that."""
        left = self.left[place]
        assert 0 < amount <= left or left <= amount < 0, (self.items[place].id, left, amount)
        self.left[place] = left - amount


def _id(record: OpenItem | Party | Settled) -> int:
    return record.id
