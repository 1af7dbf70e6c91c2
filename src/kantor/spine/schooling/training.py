"""A training: taken up by one worker at a time, begun again where that one was ended, never in a request."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from kantor.engines.extracting import FEWEST_DOCUMENTS, SORTERS, Exam, Model, Schooled, learned
from kantor.engines.language import Classifier
from kantor.engines.reading import MAX_PAGES, Refused
from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.documents import Example
from kantor.spine.schooling import keeping, lessons
from kantor.spine.schooling.keeping import Grown
from kantor.spine.schooling.lessons import Papers
from kantor.spine.schooling.queries import QUERIES
from kantor.words import Page

MOST_DOCUMENTS = 400
"""The newest papers that a training looks at."""
IN_HAND = timedelta(minutes=30)
"""Longer than a training may be without a sign: after that, whoever had it was ended."""
REST = timedelta(days=1)
MOST_TRIES = 3
ENDED_BY_IT = "ended_by_it"

Now = Callable[[], datetime]


class Waiting(NamedTuple):
    client_id: int
    due_at: datetime | None
    number: int


class Training(NamedTuple):
    """The last training of a client: how many papers it has read of how many; ended_at None: it waits or is at work."""

    client_id: int
    asked_at: datetime
    asked_by: int | None
    done: int
    documents: int
    ended_at: datetime | None
    outcome: str


def ask(actor: Actor) -> bool:
    """A person, or the house itself, asks for a training of the actor's one client; False where one is open."""
    (client_id,) = actor.clients
    return QUERIES.one("ask_training", client_id=client_id, at=actor.at, asked_by=actor.person_id) is not None


def trainings(clients: Sequence[int]) -> dict[int, Training]:
    """By client, its last training."""
    return {row.client_id: Training(*row) for row in QUERIES.rows("trainings", clients=list(clients))}


def waiting(at: datetime) -> list[Waiting]:
    """Clients whose training somebody should take up; a day after the last one, where enough papers were confirmed since."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        rows = QUERIES.rows("trainings_waiting", clients=list(every), at=at, rested=at - REST, enough=FEWEST_DOCUMENTS)
        return [Waiting(row.client_id, row.asked_at, 1) for row in rows]


class Done(NamedTuple):
    """What came of a training: of the model that reads fields, and of each model that was grown."""

    schooled: Schooled
    grown: Sequence[Grown]


def train(client_id: int, base: Papers, now: Now) -> Done | None:
    """Take up the open training of a client, or one that is due, and carry it out; None where somebody else is at it.

    base: papers that every house knows, so that nothing is forgotten. What was grown is kept with its report, and used where it is better.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        ask(actor)
        taken = QUERIES.one("take_training", client_id=client_id, at=actor.at, until=actor.at + IN_HAND)
        if taken is None:
            return None
        wanted = documents.newest_examples(client_id, most=MOST_DOCUMENTS)
        known = lessons.Known.of(client_id, wanted, actor.at)
    if taken.tries > MOST_TRIES:
        return _ended(client_id, taken.id, Done(Schooled(None, Exam(0, {}, 0, {}), ENDED_BY_IT), ()), [], None, now)
    read = _read(client_id, taken.id, [one for one in wanted if not lessons.is_mail(one)], now)
    name = keeping.name_of(client_id)
    told = learned(lessons.order(known, read, base, name))
    model = Model.from_bytes(told["model"], name=name) if told["model"] else None
    schooled = Schooled(model, Exam.from_json(told["exam"]), str(told["outcome"]))
    grown = [Grown(keeping.FIELDS, model.name.split()[-1], told["model"], schooled.exam, schooled.outcome)] if model else []
    for purpose in SORTERS:
        one = told[purpose]
        if one["model"]:
            version = Classifier.from_bytes(one["model"]).version
            grown.append(Grown(purpose, version, one["model"], Exam.from_json(one["exam"]), str(one["outcome"])))
    return _ended(client_id, taken.id, Done(schooled, grown), wanted, taken.asked_by, now)


def _read(client_id: int, training_id: int, wanted: Sequence[Example], now: Now) -> list[tuple[Example, Sequence[Page]]]:
    """The papers with their words, the oldest first; those whose bytes cannot be had are left out."""
    read: list[tuple[Example, Sequence[Page]]] = []
    for place, one in enumerate(reversed(wanted), 1):
        with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
            (row,) = documents.known([one.document_id])
            try:
                pages = documents.own_pages(row, most=MAX_PAGES)
            except (OSError, Refused):
                pages = []
            progress = {"done": place, "documents": len(wanted), "until": actor.at + IN_HAND}
            QUERIES.run("note_progress", client_id=client_id, id=training_id, **progress)
        if any(page.words for page in pages):
            read.append((one, pages))
    return read


def _ended(client_id: int, training_id: int, done: Done, learned_from: Sequence[Example], asked_by: int | None, now: Now) -> Done:
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        for grown in done.grown:
            own = [one.document_id for one in learned_from if lessons.is_mail(one) == (grown.purpose == keeping.MAILS)]
            keeping.keep(grown, max(own), len(own), actor, asked_by=asked_by)
        outcome = "taken" if any(one.outcome == "taken" for one in done.grown) else done.schooled.outcome
        QUERIES.run("end_training", client_id=client_id, id=training_id, at=actor.at, outcome=outcome)
    return done
