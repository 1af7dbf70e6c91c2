"""Keeps which currency was valued on which day at which rate, so that none is valued twice."""

from collections.abc import Sequence
from decimal import Decimal

from kantor.departments.accounting.parts import Revaluation
from kantor.kit.sql import Queries
from kantor.spine.access import Actor
from kantor.words import Applied, Refusal

QUERIES = Queries(__file__)


class RevaluationParts:
    """Enters a valuation; refused while another one of the same currency and day stands."""

    kinds = (Revaluation.kind,)
    order = 27  # before anything is posted, so that nobody waits for counters in vain

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        parts = [(item.document_id, item.part) for item in batch if isinstance(item.part, Revaluation)]
        written = QUERIES.rows(
            "enter",
            client_id=actor.clients[0],
            documents=[document_id for document_id, _ in parts],
            days=[part.on for _, part in parts],
            currencies=[part.currency for _, part in parts],
            rates=[Decimal(part.rate) for _, part in parts],
        )
        done = {row.document_id for row in written}
        for document_id, part in parts:
            if document_id not in done:
                evidence = {"currency": part.currency, "day": part.on.isoformat()}
                raise Refusal("accounting.revaluation.valued_already", document_id=document_id, evidence=evidence)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        given = {"documents": list(reversing), "by": list(reversing.values())}
        QUERIES.run("withdraw", client_id=actor.clients[0], **given)
