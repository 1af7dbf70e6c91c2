"""Goes through the audit trails of all clients and of the house: seals what waits, verifies what was sealed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from kantor.spine import trail
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.queries import every_client


def seal_trails(signer: trail.Signer, at: datetime, *, anchors: Path | None = None) -> int:
    """Seal what waits, client by client, each step committed by itself; answers how many records that were.

    anchors: a file outside the database that gets every new head.
    """
    count = 0
    for client_id in trail.unsealed_clients():
        more = True
        while more:
            with acting(clients=(client_id,), person_id=None, at=at):
                sealed = trail.seal(client_id, at, signer)
            if anchors and sealed.records and sealed.head:
                trail.anchor(sealed.head, anchors)
            count += sealed.records
            more = sealed.more
    return count


def note_key_rotated(told: Mapping[str, str], at: datetime) -> None:
    """A record of the house: which kind of key was replaced; told: names of keys, never a key."""
    with acting(clients=(HOUSE,), person_id=None, at=at) as actor:
        trail.append([trail.Event(HOUSE, "key.rotated", None, actor.person_id, actor.at, dict(told))])


def verify_trails(
    trust: trail.Trust, at: datetime, *, clients: Sequence[int] | None = None, anchors: Path | None = None
) -> Iterator[trail.Report]:
    """Verify the trails of the clients (all of them and the house's, where none are named), one report after the other.

    anchors: the file that got the heads when they were signed. `Report.lines()` is ready to be printed.
    """
    for client_id in (HOUSE, *every_client()) if clients is None else clients:
        known = trail.anchored(anchors, client_id) if anchors else []
        with acting(clients=(client_id,), person_id=None, at=at, snapshot=True):
            report = trail.verify(client_id, trust, anchors=known)
        yield report  # when the transaction has ended, so that whoever goes on may begin one
