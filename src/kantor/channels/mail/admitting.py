"""Lets mails in, whichever way they came: what a stranger sends with files is kept whole and unopened until a person has looked."""

from collections.abc import Sequence

from kantor.channels.door import Door, File, Opened, arrivals, carry, opened
from kantor.channels.mail.guarding import PASS, REFUSE, Guard, Writer
from kantor.engines.reading import MAIL, card
from kantor.spine import access
from kantor.spine.cases import Arrival, Understood
from kantor.words import Finding, Severity


def admit(mails: Sequence[File], door: Door, guard: Guard) -> list[str]:
    """Take in a batch of mails for the door's client; what became of each: `taken`, `quarantined` or `refused`."""
    whole = [opened(one, door) for one in mails]
    cards = [_card(one) for one in whole]
    writers = [Writer(told.sender[1].lower(), len(told.enclosed)) for told in cards]
    with access.acting(clients=[door.fallback_client_id], person_id=None, at=door.now()) as actor:
        verdicts = guard.judge(writers, actor)
    coming: list[Arrival] = arrivals([one for one, verdict in zip(whole, verdicts, strict=True) if verdict == PASS])
    for one, told, verdict in zip(whole, cards, verdicts, strict=True):
        if verdict != PASS:
            coming.append(_held(one, told, guard, is_refused=verdict == REFUSE))
    carry_all(coming, door)
    return ["taken" if verdict == PASS else "refused" if verdict == REFUSE else "quarantined" for verdict in verdicts]


def carry_all(coming: Sequence[Arrival], door: Door) -> None:
    """Take them on for the door's client; what becomes of each stands with its document."""
    for _ in carry([(door.fallback_client_id, arrival) for arrival in coming], door):
        pass


def _card(one: Opened) -> card.Card:
    """The card of a message; one that cannot be opened has none, and passes: it is kept and refused with its reason."""
    data = next((part.data for part in one.parts if part.is_body and part.media_type == MAIL), b"")
    return card.read(data)


def _held(one: Opened, told: card.Card, guard: Guard, *, is_refused: bool) -> Arrival:
    """The mail whole and unopened: in quarantine for a person to look at, or refused."""
    if is_refused:
        finding = Finding(key=guard.refusal, severity=Severity.STOP, evidence={"sender": told.sender[1]})
        return Arrival(incoming=one.whole, understood=Understood(type=guard.type, refusal=finding))
    return Arrival(incoming=one.whole, understood=Understood(type=guard.type, readings=(guard.reading_of(told),)))
