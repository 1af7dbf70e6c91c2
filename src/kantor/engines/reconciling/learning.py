"""What people's decisions teach: whose account it is, what a text is booked to, and which kinds of evidence a client may trust."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import NamedTuple

from kantor.engines.reconciling.names import comparable

CONFIRMATIONS = 3
"""How often people must have booked a text to one account, without a change between, before it is booked so by itself."""
_RIGHT = 0.99
_FEWEST_CHANGES = 2
_DIGITS = re.compile(r"[\W\d_]+")


class Decided(NamedTuple):
    """What a person decided about a line, in the order of the decisions. pattern: of the proposal that stood first; accepted: it was
    taken as it was; party_id: whose items were settled, 0 where none were; account: what it was booked to instead, '' where to none."""

    pattern: str
    accepted: bool
    iban: str
    name: str
    text: str
    party_id: int
    account: str = ""


class Lessons(NamedTuple):
    """What holds for one client. payers: by account, whose items it pays; named: the same by name; accounts: by the wording of a text
    (its words without numbers), (account, how often confirmed); refused: patterns that no longer post by themselves; trusted: those
    that may although they are only suggested elsewhere."""

    payers: Mapping[str, int] = {}
    named: Mapping[tuple[str, ...], int] = {}
    accounts: Mapping[str, tuple[str, int]] = {}
    refused: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()


def learned(decisions: Iterable[Decided]) -> Lessons:
    """The lessons of a client's decisions, the oldest first; the last decision about an account, a name or a text counts.

    A pattern is refused when people changed at least two of its proposals and surely more than one in a hundred (lower end of Wilson's
    interval), and trusted when they surely accepted 99 in a hundred: that takes about 400 without a change.
    """
    payers: dict[str, int] = {}
    named: dict[tuple[str, ...], int] = {}
    accounts: dict[str, tuple[str, int]] = {}
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for decided in decisions:
        if decided.pattern:
            counts[decided.pattern][decided.accepted] += 1
        if decided.party_id:
            if decided.iban:
                payers[decided.iban] = decided.party_id
            elif decided.name:
                named[comparable(decided.name).core] = decided.party_id
        wording = wording_of(decided.text)
        if decided.account and wording:
            account, times = accounts.get(wording, ("", 0))
            accounts[wording] = (decided.account, times + 1 if account == decided.account else 1)
        elif wording in accounts:
            del accounts[wording]
    refused = {
        pattern
        for pattern, count in counts.items()
        if count[False] >= _FEWEST_CHANGES and lowest_share(count[False], count.total()) > 1 - _RIGHT
    }
    trusted = {pattern for pattern, count in counts.items() if lowest_share(count[True], count.total()) >= _RIGHT}
    return Lessons(payers, named, accounts, frozenset(refused), frozenset(trusted - refused))


def wording_of(text: str) -> str:
    """A text without its numbers and signs: what recurring bookings of one kind have in common; '' where too little is left."""
    wording = " ".join(_DIGITS.sub(" ", text.lower()).split())
    return wording if len(wording) >= 6 else ""


def lowest_share(found: int, of: int, z: float = 1.96) -> float:
    """Lower end of Wilson's score interval of a share, 0 where nothing was counted."""
    return wilson(found, of, z)[0]


def wilson(found: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share (E. B. Wilson, 1927); (0, 1) where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share = found / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
