"""Invoices from one client of the house to another with which it is connected: their file comes in there, and no mail goes between."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kantor.countries import ways_to_write
from kantor.engines.einvoice.writers import FILED, InvoiceFile, main_file
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor, ClientRecord
from kantor.spine.documents import Incoming, Outgoing

CHANNEL = "client"


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """An invoice on its way to a client of the house, with the file that counts."""

    receiver: ClientRecord
    file: InvoiceFile

    @property
    def proof(self) -> dict[str, str]:
        """What is kept on the sender's side."""
        return {"handed_to": self.receiver.code, "sha256": hashlib.sha256(self.file.data).hexdigest()}


def addressed(items: Sequence[Outgoing], partners: Sequence[ClientRecord]) -> dict[int, ClientRecord]:
    """Outbox id -> the connected client to which the invoice is written, known by the buyer's VAT id or tax number."""
    found: dict[int, ClientRecord] = {}
    for item in items if partners else ():
        buyer = item.content["draft"]["buyer"] if item.kind == "invoice" else {}
        ways = {way for key in ("vat_id", "tax_number") for way in ways_to_write(str(buyer.get(key, "")))}
        own = [one for one in partners if ways & {one.vat_id, one.tax_number} - {""}]
        if len(own) == 1:
            found[item.id] = own[0]
    return found


def leaves_too(item: Outgoing) -> bool:
    """Whether it still goes out of the house: what the law sends through a platform of the state."""
    return item.content["format"] in FILED


def prepared(item: Outgoing, receiver: ClientRecord) -> Handed:
    """Written before a transaction begins; a page takes seconds."""
    return Handed(receiver=receiver, file=main_file(item.content, item.file))


def hand_over(handed: Handed, sender: ClientRecord, actor: Actor) -> int:
    """Seal the bytes at the receiver, in the transaction in which they leave; answers the document there.

    Its key is the hash of the bytes, as at every door, and there is one of each for a client (`documents_document_key`): what came another
    way before, or comes so later, is the same document.
    """
    incoming = Incoming(
        data=handed.file.data,
        name=f"{sender.name} {handed.file.name}",
        media_type=handed.file.media_type,
        channel=CHANNEL,
        origin=sender.code,
    )
    with access.acting(clients=[handed.receiver.id], person_id=None, at=actor.at) as there:
        (received,) = documents.receive([incoming], there)
    return received.document_id


def go_on(came_in: Mapping[int, Collection[int]], now: Callable[[], datetime]) -> None:
    """Client -> documents: what was sealed there is read, checked and routed like all that comes in; what a process that ends leaves lying
    the receiver's own worker takes on."""
    for client_id, document_ids in came_in.items():
        cases.resume(client_id=client_id, person_id=None, now=now, only=sorted(document_ids))
