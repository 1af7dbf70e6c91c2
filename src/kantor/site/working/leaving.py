"""What leaves, once each: letters and invoices as mail, as file or into the office of a connected client, payment files as they are."""

import logging
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kantor.channels import folder, print
from kantor.channels.folder import Staged
from kantor.channels.mail import Relay
from kantor.engines.einvoice.writers import main_file
from kantor.site.working import handing_over, mailing
from kantor.site.working.handing_over import Handed
from kantor.spine import access, documents
from kantor.spine.access import ClientRecord
from kantor.spine.documents import Outgoing

LOG = logging.getLogger("kantor.working")
BATCH = 50


def send(client_id: int, data: Path, now: Callable[[], datetime], relay: Relay | None = None) -> int:
    """Let a batch leave; answers how many did or were kept back. relay: who takes letters to mailboxes, None where nobody does.

    Pages are written and synced before the transaction that marks them as sent, so that it is short; what is handed over in it is
    handed over once, wherever a process is killed, to a folder or to a client that is connected with this one. Nothing that goes wrong with
    one of them holds up the others: a letter with a hole in it is kept back, everything else is tried again later.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        approved, sender = documents.approved(actor, most=BATCH), access.client(client_id)
        here = handing_over.addressed(approved, access.partners(actor.at))
    mailed = [item for item in approved if mailing.is_mailed(item, relay) and item.id not in here]
    ready = _Ready()
    pages: list[Path] = []
    came_in: dict[int, list[int]] = defaultdict(list)
    try:
        for item in approved:
            if item not in mailed:
                ready.make(item, here.get(item.id), lambda one: _stage(one, sender, data, pages))

        def deliver(outbox_id: int) -> None:
            if outbox_id in ready.staged:
                folder.hand_over(ready.staged[outbox_id])
            if handed := ready.handed.get(outbox_id):
                came_in[handed.receiver.id].append(handing_over.hand_over(handed, sender, actor))

        with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
            proofs = {outbox_id: handed.proof for outbox_id, handed in ready.handed.items()}
            left = documents.send(sorted({*ready.staged, *ready.handed}), deliver, actor, proofs=proofs)
            kept = documents.keep_back(ready.faults, actor) + documents.postpone(ready.later, actor)
    finally:
        for one in ready.staged.values():
            with suppress(OSError):  # what lies out of sight is cleared away another time
                folder.forget(one)
    for page in pages:
        page.unlink(missing_ok=True)
    handing_over.go_on(came_in, now)
    return len(left) + len(kept) + (mailing.send(mailed, sender, relay, data, now) if relay else 0)


@dataclass(slots=True)
class _Ready:
    """By outbox id: files that are written, for a folder or for another client, and why others are not: a fault in themselves, or a reason
    to try again later."""

    staged: dict[int, Staged] = field(default_factory=dict)
    handed: dict[int, Handed] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    later: dict[int, str] = field(default_factory=dict)

    def make(self, item: Outgoing, receiver: ClientRecord | None, stage: Callable[[Outgoing], Staged]) -> None:
        try:
            handed = handing_over.prepared(item, receiver) if receiver else None
            if handed is None or handing_over.leaves_too(item):
                self.staged[item.id] = stage(item)
            if handed:
                self.handed[item.id] = handed
        except print.LetterFault as fault:
            self.faults[item.id] = str(fault)
        except Exception as error:
            LOG.exception("outbox=%d key=%r outcome=postponed", item.id, item.key)
            self.later[item.id] = documents.reason_of(error)


def _stage(item: Outgoing, sender: ClientRecord, data: Path, pages: list[Path]) -> Staged:
    place = folder.place_of(data / "outbox", sender.code) or data / "outbox" / str(sender.id)
    if item.kind == "invoice":
        file = main_file(item.content, item.file)
        return folder.stage(place, item.key, file.data, suffix=file.name.rpartition(".")[2])
    if item.file is not None:
        return folder.stage(place, item.key, item.file, suffix="xml")
    written, page = print.cached(item.content, sender, item.created_at, folder=data / "cache" / "letters")
    pages.append(page)
    return folder.stage(place, item.key, written, suffix="pdf")
