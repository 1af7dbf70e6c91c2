"""What leaves the house, once each: letters and invoices as mail or file, payment files as they are."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kantor.channels import folder, print
from kantor.channels.folder import Staged
from kantor.channels.mail import Relay
from kantor.engines.einvoice.writers import main_file
from kantor.site.working import mailing
from kantor.spine import access, documents
from kantor.spine.access import ClientRecord
from kantor.spine.documents import Outgoing

LOG = logging.getLogger("kantor.working")
BATCH = 50


def send(client_id: int, data: Path, now: Callable[[], datetime], relay: Relay | None = None) -> int:
    """Let a batch leave; answers how many did or were kept back. relay: who takes letters to mailboxes, None where nobody does.

    Pages are written and synced before the transaction that marks them as sent, so that it is short; what is handed over in it is
    handed over once, wherever a process is killed. Nothing that goes wrong with one of them holds up the others: a letter with a hole in it
    is kept back, everything else is tried again later.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        approved, sender = documents.approved(actor, most=BATCH), access.client(client_id)
    waiting = [item for item in approved if not mailing.is_mailed(item, relay)]
    staged: dict[int, Staged] = {}
    faults: dict[int, str] = {}
    later: dict[int, str] = {}
    pages: list[Path] = []
    try:
        for item in waiting:
            try:
                staged[item.id] = _stage(item, sender, data, pages)
            except print.LetterFault as fault:
                faults[item.id] = str(fault)
            except Exception as error:
                LOG.exception("outbox=%d key=%r outcome=postponed", item.id, item.key)
                later[item.id] = documents.reason_of(error)
        with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
            left = documents.send(list(staged), lambda outbox_id: folder.hand_over(staged[outbox_id]), actor)
            kept = documents.keep_back(faults, actor) + documents.postpone(later, actor)
    finally:
        for one in staged.values():
            with suppress(OSError):  # what lies out of sight is cleared away another time
                folder.forget(one)
    for page in pages:
        page.unlink(missing_ok=True)
    mailed = [item for item in approved if mailing.is_mailed(item, relay)]
    return len(left) + len(kept) + (mailing.send(mailed, sender, relay, data, now) if relay else 0)


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
