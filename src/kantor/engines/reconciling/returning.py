"""Payments that come back, and payments that come twice: lines that refer to what was settled before."""

import re
from collections.abc import Sequence

from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.model import Evidence, Line, Proposal, Rest, Settled
from kantor.engines.reconciling.payers import Payer
from kantor.engines.reconciling.references import Hit

_RETURN = re.compile(
    r"r(?:ue|ü|u)ck(?:lastschrift|buchung|(?:ue|ü|u)berweisung|gabe|zahlung)|retou?r|zwrot|return(?:ed)?|reject|ditolak|pengembalian|storno",
    re.IGNORECASE,
)
_MOST_DAYS = 430
"""How long a debit can come back: thirteen months after an unauthorised one (PSD2, Article 71), and some days."""
_MOST = 4


def is_return(line: Line) -> bool:
    return bool(line.return_reason) or says_return(line.text) or says_return(line.code)


def says_return(text: str) -> bool:
    """Whether a text says, in any of the house's languages, that a payment comes back."""
    return _RETURN.search(text) is not None


def given_back(book: Book, line: Line, payers: Sequence[Payer]) -> list[Proposal]:
    """The payments that this line may give back: by the id under which they were made, else by amount and whose they were."""
    said = (Evidence("return_reason", {"reason": line.return_reason}),) if line.return_reason else ()
    said = said or ((Evidence("return_text", {}),) if is_return(line) else ())
    by_id = [
        (book.settled[place], charges)
        for place in book.settled_by_payment_id.get(line.end_to_end_id, ())
        if line.end_to_end_id and (charges := _charges(book, line, book.settled[place])) is not None
    ]
    if by_id:
        evidence = (Evidence("payment_id", {"id": line.end_to_end_id}), *said)
        return [_back(line, payment, _by_id(line, charges), 950, evidence) for payment, charges in by_id[:_MOST]]
    if not said:
        return []
    own = {payer.party_id: payer for payer in payers}
    found = []
    for place in book.settled_by_amount.get((line.currency, -line.amount), ()):
        payment = book.settled[place]
        if not 0 <= (line.booked_on - payment.booked_on).days <= _MOST_DAYS:
            continue
        if line.iban and payment.iban == line.iban:
            found.append(_back(line, payment, "returned_account", 800, (Evidence("same_account", {"iban": line.iban}), *said)))
        elif payment.party_id in own:
            found.append(_back(line, payment, "returned_payer", 600, (own[payment.party_id].evidence, *said)))
        elif not line.iban and not line.name:
            found.append(_back(line, payment, "returned_amount", 300, said))
    found.sort(key=lambda proposal: (-proposal.strength, proposal.reopens))
    return found[:_MOST]


def _charges(book: Book, line: Line, payment: Settled) -> int | None:
    """What the bank took for giving the payment back, within the line; None where the line is another amount."""
    charges = -line.amount - payment.amount
    return charges if payment.currency == line.currency and 0 <= charges <= book.policy.most_fee else None


def _by_id(line: Line, charges: int) -> str:
    """Charges that the line does not state are asked about."""
    return "returned_id" if charges in (0, line.charges) else "returned_id+fee"


def _back(line: Line, payment: Settled, pattern: str, strength: int, evidence: tuple[Evidence, ...]) -> Proposal:
    on = Evidence("given_back", {"on": payment.booked_on})
    fee = line.amount + payment.amount
    rests = (Rest("given_back", -payment.amount), *((Rest("fee", fee),) if fee else ()))
    return Proposal(pattern, strength, (), rests, (*evidence, on), party_id=payment.party_id, reopens=payment.id)


def paid_twice(book: Book, line: Line, named: Sequence[Hit], settled: Sequence[Hit], payers: Sequence[Payer]) -> list[Proposal]:
    """The line names what is settled already, and pays the same amount once more. named, settled: what of it is open, what was settled."""
    found = []
    for hit in settled:
        for payment in (book.settled[place] for place in hit.places):
            if payment.amount == line.amount and payment.currency == line.currency:
                evidence = (Evidence("settled_reference", {"number": hit.written, "on": payment.booked_on}),)
                found.append(_twice(line, payment.party_id, payment.id, evidence))
    own = {payer.party_id for payer in payers}
    for hit in named:
        for place in hit.places:
            item = book.items[place]
            if not book.left[place] and abs(item.open) == abs(line.amount) and (hit.whole or item.party_id in own):
                evidence = (Evidence("settled_item", {"number": item.references[0]}),)
                found.append(_twice(line, item.party_id, 0, evidence))
    return found[:2]


def names_settled(book: Book, named: Sequence[Hit], settled: Sequence[Hit]) -> bool:
    """The text names, in full, something that is paid: then its amount alone does not speak for another item."""
    return any(hit.whole for hit in settled) or any(hit.whole and not any(book.left[place] for place in hit.places) for hit in named)


def _twice(line: Line, party_id: int, settled: int, evidence: tuple[Evidence, ...]) -> Proposal:
    return Proposal("paid_twice", 700, (), (Rest("paid_twice", line.amount),), evidence, party_id=party_id, reopens=settled)
