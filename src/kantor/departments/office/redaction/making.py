"""Makes the redacted successor of a document: cuts its file in the sandbox and files what is left, for two people to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from kantor.departments.office.redaction.document import KEY
from kantor.engines.reading import Refused, sandbox
from kantor.engines.redacting import CUT, KINDS
from kantor.spine import cases, documents
from kantor.spine.access import Actor
from kantor.spine.documents import DocumentRow, Filed, Incoming
from kantor.words import Reading, Source, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """kind: `pages`, `rows` or `elements`; places: which of them."""

    kind: str
    places: Sequence[str]

    def __str__(self) -> str:
        return f"{self.kind} {', '.join(self.places)}"


def redact(document_id: int, cut: Cut, reason: str, actor: Actor) -> int:
    """File the successor of a document of the actor's one client; answers its number.

    Raises LookupError where there is no such document, OSError where its file cannot be read, and what the sandbox refuses with
    (`reading.Refused`) where it cannot be cut so.
    """
    row = documents.document(document_id)
    if row is None or row.client_id not in actor.clients:
        raise LookupError(f"There is no document {document_id}.")
    data = sandbox.run(CUT, documents.original(row), kind=cut.kind, places=_of_file(row, cut))
    incoming = Incoming(
        data=data,
        name=f"redacted-{row.file_name}",
        media_type=KINDS[cut.kind],
        channel="redaction",
        parent_id=row.id,
        type=KEY,
        confidential=row.confidential,
    )
    (received,) = documents.receive([incoming], actor)
    source = Source("person")
    said = {
        "document": str(row.id),
        "document_on": row.document_on.isoformat() if row.document_on else "",
        "removed": str(cut),
        "reason": reason,
    }
    reading = Reading(reader="redaction", values={key: Value(text, source) for key, text in said.items()})
    if not received.duplicate:
        filed = Filed(document_id=received.document_id, type=KEY, reading=reading, made_by=actor.person_id)
        cases.open_cases(documents.check([filed], actor), actor)
    return received.document_id


def _of_file(row: DocumentRow, cut: Cut) -> list[str]:
    """What is taken out of the file: of one whose pages were dealt out to several documents also all that is not this document's own."""
    own = documents.own_leaves(row) if cut.kind == "pages" else None
    if own is None:
        return list(cut.places)
    if {leaf.original_id for leaf in own} != {row.original_id}:
        raise Refused("cannot_be_cut", reason="its pages come from several files")
    if missing := set(cut.places) - {str(leaf.place) for leaf in own}:
        raise Refused("cannot_be_cut", reason=f"there is no page {', '.join(sorted(missing))}")
    stay = {leaf.number for leaf in own if str(leaf.place) not in cut.places}
    return [str(number) for number in range(1, documents.pages_in(row) + 1) if number not in stay]
