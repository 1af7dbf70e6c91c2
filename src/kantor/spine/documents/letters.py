"""The outbox: letters, payment files and messages leave only from here, once per key, and only when somebody approved them."""

from collections.abc import Mapping, Sequence

from psycopg.types.json import Jsonb

from kantor.kit.say import say
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.effects import part_as_json
from kantor.spine.documents.queries import QUERIES
from kantor.words import Applied, Letter, Refusal


class LetterParts:
    """Puts letters into the outbox: as drafts, or ready to leave where the decision on the document was made for them.

    Reversing takes back what has not left yet; what has left stands in its way, unless it only tells what was decided.
    """

    kinds = ("letter",)
    order = 40

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = []
        for item in batch:
            assert isinstance(item.part, Letter)
            content = part_as_json(item.part)
            given = {"document_id": item.document_id, "key": item.part.key, "kind": "letter", "decided": item.part.decided}
            rows.append({**given, "content": content})
        QUERIES.run("put_into_outbox", client_id=actor.clients[0], person_id=actor.person_id, at=actor.at, rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        documents = [item.reverses_document_id for item in batch]
        left = QUERIES.value("withdraw_letters", client_id=actor.clients[0], documents=documents)
        if left:
            raise Refusal("documents.letter_has_left", document_id=batch[0].document_id, evidence={"letters": str(left)})


def letter_text(template: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of a letter: as its writer worded it, else as its department words it in the reader's language."""
    if "subject" in values and "body" in values:
        return values["subject"], values["body"].strip()
    return say(f"{template}.subject", language, values), say(f"{template}.body", language, values).strip()


def approve_letter(outbox_id: int, actor: Actor) -> None:
    """Somebody other than its writer lets a letter go. Raises Refusal where it is no draft, IntegrityError where the writer approves."""
    (client_id,) = actor.clients
    row = QUERIES.one("approve_letter", client_id=client_id, id=outbox_id, person_id=actor.person_id)
    if row is None:
        raise Refusal("documents.no_draft")
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="letter.approved",
                document_id=row.document_id,
                person_id=actor.person_id,
                at=actor.at,
                content={"outbox": outbox_id, "key": row.key},
            )
        ]
    )
