"""A down payment that is credited whole is billed no more: its order may ask for it anew, until a credit note of it is reversed."""

from collections.abc import Sequence
from decimal import Decimal

from kantor.departments.receivables.customer_invoice.effect import BILLED, TAKEN_OFF
from kantor.departments.receivables.parts import AdvanceCredited
from kantor.departments.receivables.queries import QUERIES
from kantor.spine import facts
from kantor.spine.access import Actor
from kantor.spine.facts import Claimed
from kantor.words import Applied


class AdvanceParts:
    """Behind the claims, so that credit notes that were decided on side by side are all counted."""

    kinds = (AdvanceCredited.kind,)
    order = 11

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        """The last credit note of a batch gives back what its down payment had billed, where nothing but credit notes took all of it."""
        last = {part.document: (item.document_id, part) for item in batch if isinstance(part := item.part, AdvanceCredited)}
        left = facts.left([(TAKEN_OFF, str(key)) for key in last], client_id=actor.clients[0])
        used_up = [key for key in last if left[TAKEN_OFF, str(key)].left == 0]
        taken_off = {row.key for row in QUERIES.rows("advances_taken_off", what=TAKEN_OFF, advances=[str(key) for key in used_up])}
        credited = [last[key] for key in used_up if str(key) not in taken_off]
        facts.take([Claimed(document, BILLED, subject, Decimal(-1)) for document, part in credited for subject in part.subjects], actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """What a credit note took is given back by its claims; where another one had given back what was billed, that is taken again."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        rows = QUERIES.rows("advances_released", what=TAKEN_OFF, billed=BILLED, documents=sorted(reversing))
        facts.take([Claimed(reversing[row.reversed], BILLED, row.key, -row.quantity, row.id) for row in rows], actor)
