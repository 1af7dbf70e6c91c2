"""Lets mails in, whichever way they came: what a stranger sends with files is kept whole and unopened until a person has looked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from kantor.channels.door import Door, File, Opened, arrivals, carry, opened
from kantor.channels.mail.guarding import PASS, PROOF, QUARANTINE, REFUSE, Guard, Writer
from kantor.engines.correspondence import UNPROVEN, proof_of
from kantor.engines.reading import MAIL, Part, card, media_type
from kantor.engines.reading.recognise import ZIP
from kantor.spine import access
from kantor.spine.cases import Arrival, Understood
from kantor.words import MAIL_READER, Finding, Severity, Source, Value

MOST_HEADERS_BYTES = 256 << 10
CHECKED_BY = "authentication-results"

STRICTNESS = (REFUSE, QUARANTINE, PASS)
"""Verdicts, the strictest first: an archive with several mails is treated as the worst of them."""


def is_mailed(file: File, door: Door) -> bool:
    """Whether a file is a mail, or an archive in which some lie."""
    if not file.data or media_type(file.data) not in (MAIL, ZIP):
        return False
    return media_type(file.data) == MAIL or bool(_bodies(*opened([file], door)))


def admit(mails: Sequence[File], door: Door, guard: Guard) -> list[str]:
    """Take in a batch of mails, and of archives with mails in them, for the door's client; what became of each: `taken`, `quarantined` or
    `refused`. An archive stays whole."""
    whole = opened(mails, door)
    every = [[card.read(body.data) for body in _bodies(one)] or [card.read(b"")] for one in whole]
    proofs = [_proof(file, some[0], guard) for file, some in zip(mails, every, strict=True)]
    writers = [
        [Writer(told.sender[1].lower(), len(told.enclosed), UNPROVEN if place else proof) for place, told in enumerate(some)]
        for some, proof in zip(every, proofs, strict=True)
    ]
    with access.acting(clients=[door.fallback_client_id], person_id=None, at=door.now()) as actor:
        judged = iter(guard.judge([writer for some in writers for writer in some], actor))
    strictest = [min(zip(islice(judged, len(some)), some, strict=True), key=lambda pair: STRICTNESS.index(pair[0])) for some in every]
    verdicts, cards = [verdict for verdict, _ in strictest], [told for _, told in strictest]
    coming: list[Arrival] = arrivals([one for one, verdict in zip(whole, verdicts, strict=True) if verdict == PASS])
    for one, told, verdict in zip(whole, cards, verdicts, strict=True):
        if verdict != PASS:
            coming.append(_held(one, told, guard, is_refused=verdict == REFUSE))
    known = {id(one.whole): proof for one, proof in zip(whole, proofs, strict=True)}
    carry_all([_with_proof(one, known.get(id(one.bundle or one.incoming), UNPROVEN)) if guard.server else one for one in coming], door)
    return ["taken" if verdict == PASS else "refused" if verdict == REFUSE else "quarantined" for verdict in verdicts]


def _proof(file: File, told: card.Card, guard: Guard) -> str:
    """What our own server says of the sender of a mail as it came; of one inside an archive it said nothing that reached us."""
    if not guard.server or media_type(file.data) != MAIL:
        return UNPROVEN
    return proof_of(_checked(file.data), server=guard.server, sender=told.sender[1])


def _checked(data: bytes) -> list[str]:
    """The values of Authentication-Results, the topmost first; headers end with the first empty line (RFC 5322)."""
    head = re.split(rb"\r?\n\r?\n", data[:MOST_HEADERS_BYTES], maxsplit=1)[0].decode("utf-8", "replace")
    lines = re.sub(r"\r?\n[ \t]+", " ", head).splitlines()
    return [value.strip() for name, _, value in (line.partition(":") for line in lines) if name.strip().lower() == CHECKED_BY]


def _with_proof(one: Arrival, proof: str) -> Arrival:
    """The mail itself with what was checked about its sender; what came along stays as it is."""
    readings = tuple(
        replace(reading, values={**reading.values, PROOF: Value(proof, Source("mail", CHECKED_BY))})
        if reading.reader.split(" ")[0] == MAIL_READER
        else reading
        for reading in one.understood.readings
    )
    return replace(one, understood=replace(one.understood, readings=readings))


def carry_all(coming: Sequence[Arrival], door: Door) -> None:
    """Take them on for the door's client; what becomes of each stands with its document."""
    for _ in carry([(door.fallback_client_id, arrival) for arrival in coming], door):
        pass


def _bodies(one: Opened) -> list[Part]:
    """The cards of the mails in a file; one that cannot be opened has none, and passes: it is kept and refused with its reason."""
    return [part for part in one.parts if part.is_body and part.media_type == MAIL]


def _held(one: Opened, told: card.Card, guard: Guard, *, is_refused: bool) -> Arrival:
    """The mail whole and unopened: in quarantine for a person to look at, or refused."""
    if is_refused:
        finding = Finding(key=guard.refusal, severity=Severity.STOP, evidence={"sender": told.sender[1]})
        return Arrival(incoming=one.whole, understood=Understood(type=guard.type, refusal=finding))
    return Arrival(incoming=one.whole, understood=Understood(type=guard.type, readings=(guard.reading_of(told),)))
