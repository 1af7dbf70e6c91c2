"""The steps that workers do for one client at a time; each claims what it does in its own transaction, so twice is as good as once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from kantor.channels import folder, hooks, mail, witnesses
from kantor.channels.api import bundles, tidying
from kantor.channels.door import Door
from kantor.departments.accounting import auditing, plans
from kantor.departments.correspondence.senders import GUARD
from kantor.departments.receivables import planned_runs
from kantor.departments.treasury import rematching
from kantor.engines.reading import let_go_of_models
from kantor.site.config import Config, anchors, inboxes
from kantor.site.working import leaving
from kantor.spine import access, cases, documents, ledger, parties, schooling, trail

GoesOn = Callable[[], bool]
"""Whether the worker has time for another chunk; False when it is to end."""
Step = Callable[[int, GoesOn], int]
"""Does what waits for a client, chunk by chunk, and answers how much that was."""


def now() -> datetime:
    return datetime.now(UTC)


def take_effect(client_id: int, goes_on: GoesOn) -> int:
    """What is ready takes effect: nobody had to look, or the time to take an approval back is over."""
    return _until_nothing_is_left(
        lambda: len(cases.finish_ready(client_id=client_id, document_ids=None, person_id=None, now=now, most=cases.BATCH)), goes_on
    )


def resume(client_id: int, goes_on: GoesOn) -> int:
    """What a process that ended left unread is taken on."""
    return _until_nothing_is_left(
        lambda: sum(
            outcome.outcome != "duplicate"  # somebody else was quicker
            for outcome in cases.resume(client_id=client_id, person_id=None, now=now, left_lying=cases.LEFT_LYING)
        ),
        goes_on,
    )


def read_scans(client_id: int, goes_on: GoesOn) -> int:
    """Pages of scans are read, and documents of which it was the last page go on; then the models leave this machine's memory."""
    count = _until_nothing_is_left(lambda: cases.read_next_page(client_id, now), goes_on)
    if not documents.pages_waiting(now()):
        let_go_of_models()
    return count


def wake(client_id: int, goes_on: GoesOn) -> int:
    """Tasks that were set aside until now are open again."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        return cases.wake(actor)


def file_planned(client_id: int, goes_on: GoesOn) -> int:
    """Entries of plans whose day has come become documents: parts of deferrals, and what recurs."""
    return _until_nothing_is_left(lambda: plans.file_due(client_id, now), goes_on)


def file_runs(client_id: int, goes_on: GoesOn) -> int:
    """Billing and statement runs whose day has come become documents that wait for release."""
    return _until_nothing_is_left(lambda: planned_runs.file_due(client_id, now), goes_on)


def send(client_id: int, goes_on: GoesOn) -> int:
    """Letters and files that were approved leave: to mailboxes, or to the folder from which a mail or bank program fetches them."""
    config = _config()
    relay = mail.Relay(config.smtp_url, config.mail_from) if config.smtp_url else None
    return _until_nothing_is_left(lambda: leaving.send(client_id, config.data, now, relay), goes_on)


def seal(client_id: int, goes_on: GoesOn) -> int:
    """The records of the audit trail are sealed; every new head is kept outside the database too."""
    config, count, more = _config(), 0, True
    signer = trail.signer(config.signing_key_file)
    while more and (not count or goes_on()):
        with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
            sealed = trail.seal(client_id, actor.at, signer)
        if sealed.records and sealed.head:
            trail.anchor(sealed.head, anchors(config))
        count, more = count + sealed.records, sealed.more
    return count


def carry(client_id: int, goes_on: GoesOn) -> int:
    """Files in the client's watched folder are taken in."""
    config = _config()
    with access.acting(clients=[client_id], person_id=None, at=now()):
        place = folder.place_of(inboxes(config), access.client(client_id).code)
    door = Door(channel="folder", person_id=None, client_id=client_id, fallback_client_id=client_id, now=now)
    return _until_nothing_is_left(
        lambda: folder.take(place, door, limit_bytes=config.upload_limit_bytes, guard=_guard()) if place else 0, goes_on
    )


def _guard() -> mail.Guard:
    """The rules about senders, with the name of the mail server whose word counts."""
    return replace(GUARD, server=_config().authserv_id)


def fetch(client_id: int, goes_on: GoesOn) -> int:
    """Mail is fetched from the client's mailboxes, and taken in where it was let out of quarantine."""
    return _until_nothing_is_left(lambda: mail.fetch(client_id, _guard(), now, limit_bytes=_config().upload_limit_bytes), goes_on)


def take_bundles(client_id: int, goes_on: GoesOn) -> int:
    """Files that programs handed in by the bundle are taken in, each with its result."""
    return _until_nothing_is_left(lambda: bundles.take_one(client_id, now), goes_on)


def tell(client_id: int, goes_on: GoesOn) -> int:
    """Programs outside are told what happened, by webhooks."""
    return _until_nothing_is_left(lambda: hooks.deliver(client_id, now, to_private=_config().webhooks_to_private), goes_on)


def testify(client_id: int, goes_on: GoesOn) -> int:
    """Witnesses outside are told the newest head: the client by mail, a time-stamping service by the question for its stamp."""
    return witnesses.tell(client_id, outside(_config()), now)


def tidy(client_id: int, goes_on: GoesOn) -> int:
    """What was kept for a while - answers, results of bundles, deliveries, files of the books - is removed when its time is over."""
    return _until_nothing_is_left(
        lambda: tidying.tidy(client_id, now) + hooks.tidy(client_id, now) + auditing.tidy(client_id, now()), goes_on
    )


def train(client_id: int, goes_on: GoesOn) -> int:
    """The client's own model is grown further from what its people confirmed, and used where it is better; takes minutes."""
    from kantor.demo.papers.learning import base_papers

    return int(schooling.train(client_id, base_papers(), now) is not None)


def make_books(client_id: int, goes_on: GoesOn) -> int:
    """A file of the books that somebody asked for is made; all is sealed before, so that each document in it can be proved."""
    config = _config()
    seal(client_id, lambda: True)
    place = auditing.Place(
        folder=config.data / "cache" / "books", trust=lambda: trail.trust(config.signing_key_file, Path(config.timestamp_roots))
    )
    return _until_nothing_is_left(lambda: auditing.make_next(client_id, place, now), goes_on)


def compare(client_id: int, goes_on: GoesOn) -> int:
    """Suppliers that changed are compared with the others, so that two that could be one stand on the desk."""
    return parties.compare(client_id, now)


def match_lines(client_id: int, goes_on: GoesOn) -> int:
    """Lines of the suspense account are matched once more, because new items have come."""
    return rematching.match_again(client_id, now)


def sum_up(client_id: int, goes_on: GoesOn) -> int:
    """What was posted is added to the sums by account, tax code, cost centre and project that reports read."""
    return _until_nothing_is_left(lambda: ledger.carry_turnover(client_id, now), goes_on)


STEPS: Mapping[str, Step] = {
    "take_effect": take_effect,
    "resume": resume,
    "read_scans": read_scans,
    "wake": wake,
    "file_planned": file_planned,
    "file_runs": file_runs,
    "send": send,
    "seal": seal,
    "carry": carry,
    "fetch": fetch,
    "take_bundles": take_bundles,
    "tell": tell,
    "tidy": tidy,
    "testify": testify,
    "train": train,
    "make_books": make_books,
    "compare": compare,
    "match_lines": match_lines,
    "sum_up": sum_up,
}


def outside(config: Config) -> witnesses.Outside:
    """The witnesses outside that the settings appoint."""
    return witnesses.Outside(
        smtp_url=config.smtp_url,
        mail_from=config.mail_from,
        stamp_url=config.timestamp_url,
        roots_file=Path(config.timestamp_roots),
    )


def _config() -> Config:
    config: Config = settings.KANTOR
    return config


def _until_nothing_is_left(chunk: Callable[[], int], goes_on: GoesOn) -> int:
    count = done = chunk()
    while done and goes_on():
        done = chunk()
        count += done
    return count
