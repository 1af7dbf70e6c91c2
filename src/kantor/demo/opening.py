"""Opens the inbox of the demonstration: its files are written where people can look at them, and taken in through the house's door."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from kantor.channels.door import Door, File, take_in
from kantor.demo import inbox
from kantor.demo.building import Built
from kantor.demo.naming import supplier_ids
from kantor.demo.ordering import Clock, order
from kantor.spine import access, cases, spotchecks
from kantor.spine.cases import Outcome

FALLBACK = "hafen"
"""The service provider's own office gets what nobody is named in."""
SECOND = 2
"""Of the papers that pass unseen the first goes through, and this one is keyed again, so that both can be seen on the first day."""


def open_inbox(built: Built, data: Path, now: Clock, shown: Callable[[Sequence[File]], Iterator[File]]) -> list[Outcome]:
    """Take the whole inbox in; an outcome for each document. shown: passes the files on one by one, with a progress bar."""
    folder = data / inbox.FOLDER
    if not (folder / "complete").exists():
        pile = inbox.inbox_files(built.cast, built.started_on)
        morning = datetime.combine(built.started_on, time(6), tzinfo=UTC)
        for code, orders in pile.orders.items():
            client = built.cast.client(code)
            order(orders, supplier_ids(client, built.ids[code], now()), built.ids[code], client.new.currency, lambda: morning)
        with access.acting(clients=[built.ids[FALLBACK]], person_id=None, at=morning) as actor:
            spotchecks.count_from(SECOND, actor)
        inbox.write(pile, folder / "files")
        (folder / "complete").touch()
    door = Door(channel="folder", person_id=None, client_id=None, fallback_client_id=built.ids[FALLBACK], now=now, reads_scans=True)
    for client_id in built.ids.values():  # what a run before this one left when it was interrupted
        cases.resume(client_id=client_id, person_id=None, now=now)
    return list(take_in(shown(inbox.read(folder / "files")), door))
