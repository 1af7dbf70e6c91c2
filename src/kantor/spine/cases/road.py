"""The road of a document from arrival to effect, for a batch at a time: sealed, read, checked, routed, and through if nobody need look.

Reading happens outside any transaction; everything else is one transaction a stage. A process killed anywhere leaves documents in the
state `received` or `ready`, and `resume` takes them on from there: nothing is lost and nothing done twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases import forms, judging_again, opening, placing, teaching, telling, working
from kantor.spine.cases.patience import LeftReady, Patience, is_away, is_the_houses, told
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.understanding import Seen, Understood, Why, understand_each
from kantor.spine.documents import Checked, Filed, Incoming, Known, Received, Refusal
from kantor.words import Finding, ReadFile, Severity

BATCH = 200
MOST_ROWS = 3000
"""Lines of all documents of a batch: while they are compared with orders and judged, the database waits, and it waits for seconds only."""
MOST_TOLD = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A file at the door, with what is in it; bundle: the mail or archive that it came in, kept as its parent."""

    incoming: Incoming
    understood: Understood
    bundle: Incoming | None = None


Pair = tuple[Arrival, Received]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How far a document came. outcome: `effect`, `ready` (decided, takes effect with the next run), `task`, `reading` (a scan: workers
    read its pages, then it goes on), `refused` or `duplicate`."""

    document_id: int
    name: str
    sha256: str
    type: str
    outcome: str
    findings: tuple[Finding, ...] = ()


def carry(arrivals: Sequence[Arrival], *, client_id: int, person_id: int | None, now: Callable[[], datetime]) -> list[Outcome]:
    """Take a batch of one client all the way; answers an outcome for each document, several for a file that holds several.

    What came before is a duplicate, unless nobody could read it then: it is read again.
    """
    with access.acting(clients=[client_id], person_id=person_id, at=now()) as actor:
        received = documents.receive(_below_bundles(arrivals, actor), actor)
        pairs = list(zip(arrivals, received, strict=True))
        outcomes, again = _known([pair for pair in pairs if pair[1].duplicate], actor)
    fresh = [pair for pair in pairs if not pair[1].duplicate]
    outcomes += _go_on([*again, *fresh], client_id=client_id, person_id=person_id, now=now)
    telling.tell(outcomes, client_id)
    return outcomes


def _known(duplicates: Sequence[Pair], actor: Actor) -> tuple[list[Outcome], list[Pair]]:
    """What came before: outcomes of what stays as it is, and what was refused unread and can be read by now, in whole or inside of it."""
    unread = documents.refused_unread([sealed.document_id for _, sealed in duplicates], actor)
    outcomes: list[Outcome] = []
    again: list[Pair] = []
    for arrival, sealed in duplicates:
        inside = unread.pop(sealed.document_id, [])  # the same bytes twice in a batch are read once
        if not inside:
            outcomes.append(_again(arrival, sealed))
        elif arrival.understood.refusal:  # the same bytes, and nobody can read them yet
            same = _again(arrival, sealed)
            outcomes.append(replace(same, findings=(*same.findings, arrival.understood.refusal)))
        else:
            parts = [(arrival, sealed)] if inside[0][0] == sealed.document_id else [_taken_up(arrival, sealed, *one) for one in inside]
            again += parts
    documents.take_up_again([sealed.document_id for _, sealed in again], actor)
    return outcomes, again


def _taken_up(arrival: Arrival, whole: Received, document_id: int, number: int) -> Pair:
    """One document inside a file that came before."""
    return _part(arrival, whole, number), replace(whole, document_id=document_id)


def _go_on(fresh: Sequence[Pair], *, client_id: int, person_id: int | None, now: Callable[[], datetime]) -> list[Outcome]:
    """From sealed to effect or task. What a file holds several of goes on as documents of their own, so that none holds up another.

    A batch that fails is halved until the guilty one stands alone; it is refused with the reason.
    """
    outcomes: list[Outcome] = []
    checked: list[Checked] = []
    names: dict[int, Pair] = {}
    known = teaching.read([arrival.understood for arrival, _ in fresh], client_id=client_id, person_id=person_id, at=now())
    waiting = _batches([(replace(arrival, understood=one), sealed) for (arrival, sealed), one in zip(fresh, known, strict=True)])
    while waiting:
        batch = waiting.pop(0)
        try:
            with access.acting(clients=[client_id], person_id=person_id, at=now()) as actor:
                claimed = set(_claim("claim_received", [sealed.document_id for _, sealed in batch], actor))
                own = [pair for pair in batch if pair[1].document_id in claimed]
                refused = [_again(*pair) for pair in batch if pair[1].document_id not in claimed]
                own, unread = _read_ones(own, actor)
                refused += unread
                refused += _refuse([pair for pair in own if pair[0].understood.refusal], actor)
                inside = _split([pair for pair in own if len(pair[0].understood.readings) > 1], actor)
                filed, named = _file([pair for pair in own if len(pair[0].understood.readings) == 1], actor)
                done = documents.check(filed, actor)
                opening.open_cases(done, actor)
        except Exception as error:  # whatever is wrong with one document must not hold up the others
            if is_the_houses(error):
                raise
            half = len(batch) // 2
            if not half:
                telling.tell_guilty(batch[0][1].document_id, client_id, error, "refused")
            waiting[:0] = [batch[:half], batch[half:]] if half else [[_faulty(batch[0], error)]]
            continue
        waiting[:0] = _batches(inside)
        outcomes += refused
        checked += done
        names |= named
    at_hand = {item.document_id: item for item in checked}
    later: frozenset[int] = frozenset()
    try:
        through = finish_ready(
            client_id=client_id, document_ids=list(names), person_id=person_id, now=now, most=len(names), at_hand=at_hand
        )
    except LeftReady as error:
        through, later = error.done, error.left
    reached = {**dict.fromkeys(through, "effect"), **dict.fromkeys(later, "ready")}
    return outcomes + [_outcome(item, names[item.document_id], reached.get(item.document_id, "task")) for item in checked]


def _read_ones(own: Sequence[Pair], actor: Actor) -> tuple[list[Pair], list[Outcome]]:
    """Those that can go on; scans whose pages nobody has read yet wait, as they were received, until workers did."""
    documents.expect_pages({sealed.document_id: arrival.understood.unread for arrival, sealed in own if arrival.understood.unread}, actor)
    documents.keep_pages({sealed.document_id: arrival.understood.pages for arrival, sealed in own if arrival.understood.pages}, actor)
    waiting = [_came(pair, "reading") for pair in own if pair[0].understood.unread]
    return [pair for pair in own if not pair[0].understood.unread], waiting


def _batches(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Small enough to be judged in one transaction: so many documents, and fewer where they are long."""
    batches: list[list[Pair]] = []
    rows = 0
    for pair in pairs:
        own = sum(len(table) for reading in pair[0].understood.readings[:1] for table in reading.tables.values())
        if not batches or len(batches[-1]) == BATCH or rows + own > MOST_ROWS:
            batches.append([])
            rows = 0
        batches[-1].append(pair)
        rows += own
    return batches


def _faulty(pair: Pair, error: Exception) -> Pair:
    """A document that breaks the check itself is refused with what happened."""
    arrival, sealed = pair
    if arrival.understood.refusal:
        raise error
    evidence = {"error": told(error)[:MOST_TOLD]}
    refusal = Finding(key="documents.check_failed", severity=Severity.STOP, evidence=evidence)
    return replace(arrival, understood=Understood(type=arrival.understood.type, refusal=refusal)), sealed


def _outcome(item: Checked, pair: Pair, outcome: str) -> Outcome:
    later = (Finding(key="cases.takes_effect_later", severity=Severity.LOOK),) if outcome == "ready" else ()
    return replace(_came(pair, outcome), findings=(*item.findings, *later))


def _below_bundles(arrivals: Sequence[Arrival], actor: Actor) -> list[Incoming]:
    """What arrived, each below its bundle, which is sealed first."""
    bundles = list({id(arrival.bundle): arrival.bundle for arrival in arrivals if arrival.bundle}.values())
    if not bundles:
        return [arrival.incoming for arrival in arrivals]
    sealed = documents.receive(bundles, actor)
    unread = documents.refused_unread([bundle.document_id for bundle in sealed if bundle.duplicate], actor)
    documents.take_up_again([key for key, found in unread.items() if found[0][0] == key], actor)  # it could not be unpacked before
    documents.set_state([bundle.document_id for bundle in sealed if not bundle.duplicate or bundle.document_id in unread], "split", actor)
    parents = {id(bundle): one.document_id for bundle, one in zip(bundles, sealed, strict=True)}
    return [
        replace(arrival.incoming, parent_id=parents[id(arrival.bundle)]) if arrival.bundle else arrival.incoming for arrival in arrivals
    ]


def _again(arrival: Arrival, sealed: Received) -> Outcome:
    return Outcome(
        document_id=sealed.document_id,
        name=arrival.incoming.name,
        sha256=sealed.sha256,
        type=arrival.understood.type,
        outcome="duplicate",
        findings=(Finding(key="documents.duplicate", severity=Severity.OK, evidence={"document": str(sealed.document_id)}),),
    )


def _refuse(refused: Sequence[Pair], actor: Actor) -> list[Outcome]:
    """What cannot be read is kept, with the reason, and refused."""
    findings = {sealed.document_id: arrival.understood.refusal for arrival, sealed in refused}
    documents.refuse({document_id: finding for document_id, finding in findings.items() if finding}, actor)
    return [_came(pair, "refused") for pair in refused]


def _came(pair: Pair, outcome: str) -> Outcome:
    arrival, sealed = pair
    return Outcome(
        document_id=sealed.document_id,
        name=arrival.incoming.name,
        sha256=sealed.sha256,
        type=arrival.understood.type,
        outcome=outcome,
        findings=(arrival.understood.refusal,) if arrival.understood.refusal else (),
    )


def _file(fresh: Sequence[Pair], actor: Actor) -> tuple[list[Filed], dict[int, Pair]]:
    """One filed reading for each document, on the form for what its pages are."""
    known = forms.on_their_forms({sealed.document_id: arrival.understood for arrival, sealed in fresh}, actor)
    filed = [Filed(document_id=key, type=one.type, reading=one.readings[0]) for key, one in known.items()]
    return filed, {sealed.document_id: (replace(arrival, understood=known[sealed.document_id]), sealed) for arrival, sealed in fresh}


def _split(several: Sequence[Pair], actor: Actor) -> list[Pair]:
    """Files that hold several documents carry no work any more; each document in them is received below its file, whose bytes it shares."""
    if not several:
        return []
    documents.set_state([sealed.document_id for _, sealed in several], "split", actor)
    parts = [_part(arrival, sealed, number) for arrival, sealed in several for number in range(1, len(arrival.understood.readings) + 1)]
    inside = documents.receive([part.incoming for part in parts], actor)
    placing.deal_out_piles([(arrival.understood, sealed.document_id) for arrival, sealed in several], inside, actor)
    return list(zip(parts, inside, strict=True))


def _part(arrival: Arrival, sealed: Received, number: int) -> Arrival:
    """The document that stands at this place in a file, counted from 1."""
    key = f"sha256:{sealed.sha256}:{number}"
    return Arrival(
        incoming=replace(arrival.incoming, key=key, parent_id=sealed.document_id, part=number),
        understood=_only(arrival.understood, number),
        bundle=arrival.bundle,
    )


def _only(understood: Understood, number: int) -> Understood:
    """What was understood of one of several documents in a file; refused where the file does not hold so many any more."""
    reading = understood.readings[number - 1 : number]
    if not reading and understood.refusal is None:
        return replace(understood, readings=(), refusal=Finding(key="documents.nothing_inside", severity=Severity.STOP))
    return replace(understood, readings=reading, papers=understood.papers[number - 1 : number])


def finish_ready(
    *,
    client_id: int,
    document_ids: Sequence[int] | None,
    person_id: int | None,
    now: Callable[[], datetime],
    most: int = 10 * BATCH,
    at_hand: Mapping[int, Checked] | None = None,
) -> set[int]:
    """Let what is ready take effect (of these documents, or of the whole client when None); answers what did.

    What waited for some minutes is judged once more by what is known now. A batch that fails is halved until the guilty document stands
    alone; it becomes a task with the reason, the others go through. Raises LeftReady, when all is tried, where trouble of the house's
    keeps documents from taking effect for now.
    """
    at = now()
    with access.acting(clients=[client_id], person_id=person_id, at=at):
        ready = [row.id for row in QUERIES.rows("ready", client_id=client_id, ids=document_ids, at=at, most=most)]
    done: set[int] = set()
    left: list[int] = []
    reason: Exception | None = None
    waiting = [ready[start : start + BATCH] for start in range(0, len(ready), BATCH)]
    patience = Patience()
    while waiting:
        batch = waiting.pop()
        try:
            with access.acting(clients=[client_id], person_id=person_id, at=now()) as actor:
                claimed = judging_again.still_sound(_claim("claim_ready", batch, actor), actor, at_hand or {})
                if claimed:
                    documents.take_effect(claimed, actor, at_hand)
                    working.close_cases(claimed, actor)
            done.update(claimed)
        except Exception as error:  # whatever is wrong with one document must not hold up the others
            if is_the_houses(error):
                left += _later(batch, waiting, error, patience)
                reason = error
            elif len(batch) > 1:
                guilty = error.document_id if isinstance(error, Refusal) else None
                rest = [document_id for document_id in batch if document_id != guilty]
                waiting += [[guilty], rest] if guilty in batch else _halves(batch)
            else:
                left += _hold_back(batch, error, client_id=client_id, person_id=person_id, at=now())
                reason = reason or error
    if at_hand is None:  # else whoever brought them is told how far each came
        telling.tell_effects(done, client_id)
    if left and reason:
        raise LeftReady(left, done, reason) from reason
    return done


def _hold_back(batch: Sequence[int], error: Exception, *, client_id: int, person_id: int | None, at: datetime) -> Sequence[int]:
    """The guilty document of a batch of one becomes a task with the reason; answers it where even that cannot be written down now."""
    try:
        with access.acting(clients=[client_id], person_id=person_id, at=at) as actor:
            if _claim("claim_ready", batch, actor):
                opening.hold_back(batch[0], error, actor)
                telling.tell_guilty(batch[0], client_id, error, "task")
    except Exception as other:
        if not is_the_houses(other):
            raise
        return batch
    return ()


def _later(batch: list[int], waiting: list[list[int]], error: Exception, patience: Patience) -> list[int]:
    """After trouble of the house's the batch is tried again for a while, then by halves where somebody holds on to one of its rows.

    Answers the documents that are given up for now: the one held on to, or all where the database is away.
    """
    if patience.again():
        waiting.append(batch)
        return []
    if is_away(error):
        given_up = [*batch, *(document_id for other in waiting for document_id in other)]
        waiting.clear()
        return given_up
    if len(batch) > 1:
        waiting += _halves(batch)
        return []
    return batch


def _halves(batch: list[int]) -> list[list[int]]:
    half = len(batch) // 2
    return [batch[:half], batch[half:]]


def _claim(query: str, document_ids: Sequence[int], actor: Actor) -> list[int]:
    """The fence: what another process has taken on or done meanwhile is not done twice."""
    return [row.id for row in QUERIES.rows(query, client_id=actor.clients[0], ids=list(document_ids), at=actor.at)]


def resume(
    *,
    client_id: int,
    person_id: int | None,
    now: Callable[[], datetime],
    left_lying: timedelta = timedelta(0),
    only: Sequence[int] | None = None,
) -> list[Outcome]:
    """Take on a batch of what a killed process left: documents that were received (so long ago) but not read, or `only` these; among them
    scans whose pages are all read by now.

    Where the bytes of some cannot be had now, the others are taken on, and OSError says so.
    """
    at = now()
    with access.acting(clients=[client_id], person_id=person_id, at=at):
        found = QUERIES.rows("received", client_id=client_id, before=at - left_lying, most=BATCH, ids=None if only is None else list(only))
        left = documents.known([row.id for row in found])
        seen, why = documents.pages(left), documents.why_unread([row.id for row in left])
    there: list[tuple[Known, bytes]] = []
    missing: OSError | None = None
    for item in left:
        try:
            there.append((item, documents.original(item)))
        except OSError as error:
            missing = error
    outcomes = _go_on(_left_lying(there, seen, why), client_id=client_id, person_id=person_id, now=now)
    telling.tell(outcomes, client_id)
    if missing:
        raise missing
    return outcomes


def _left_lying(there: Sequence[tuple[Known, bytes]], seen: Mapping[int, Seen], why: Mapping[int, Why]) -> list[Pair]:
    """The documents as they came; a file is read once, however many documents are in it. seen: the pages of scans, by document."""
    files = {item.sha256: ReadFile(data=data, media_type=item.media_type, name=item.file_name) for item, data in there}
    recognised = {item.sha256: seen[item.id] for item, _ in there if item.id in seen}
    reasons = {item.sha256: why[item.id] for item, _ in there if item.id in why}
    told = understand_each(
        list(files.values()), seen=[recognised.get(one, {}) for one in files], why=[reasons.get(one, {}) for one in files]
    )
    read = dict(zip(files, told, strict=True))
    pairs = []
    for item, data in there:
        incoming = Incoming(data=data, name=item.file_name, media_type=item.media_type, channel=item.channel)
        understood = _only(read[item.sha256], item.part) if item.is_inside else read[item.sha256]
        sealed = Received(document_id=item.id, sha256=item.sha256, duplicate=False)
        pairs.append((Arrival(incoming=incoming, understood=understood), sealed))
    return pairs
