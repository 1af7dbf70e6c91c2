"""Writes of purchasing: order lines placed, quantities received; both only as parts of an effect."""

from collections.abc import Sequence
from decimal import Decimal

from psycopg.types.json import Jsonb

from kantor.departments.purchasing.parts import OrderedLine, ReceivedLine
from kantor.departments.purchasing.queries import QUERIES
from kantor.spine import documents, facts
from kantor.spine.access import Actor
from kantor.spine.facts import Total
from kantor.words import Applied, Refusal

INVOICED = "order_line.invoiced"


class OrderParts:
    """Places order lines and receives goods on them; what can be invoiced of a line is a capacity that invoices claim."""

    kinds = ("purchasing.order_line", "purchasing.received")
    order = 15

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        placed = [item for item in batch if isinstance(item.part, OrderedLine)]
        received = [item for item in batch if isinstance(item.part, ReceivedLine)]
        if placed:
            self._place(placed, actor)
        if received:
            self._receive([(item, item.part) for item in received if isinstance(item.part, ReceivedLine)], actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """Receipts are taken back; an order that was received or invoiced stands in the way of its own reversal."""
        targets = [item.reverses_document_id for item in batch if item.reverses_document_id]
        recorded = documents.recorded_parts(targets, self.kinds)
        back = [
            (batch[0], ReceivedLine(order_number=part["order_number"], line=part["line"], quantity=-Decimal(part["quantity"])))
            for part in recorded
            if part["kind"] == ReceivedLine.kind
        ]
        if back:
            self._receive(back, actor)
        standing = QUERIES.rows("cancel_lines", client_id=actor.clients[0], documents=targets, on=actor.at.date())
        if standing:
            evidence = {"lines": ", ".join(f"{row.order_number}/{row.line}" for row in standing)}
            raise Refusal("purchasing.order_in_use", document_id=batch[0].document_id, evidence=evidence)

    def _place(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        entered = QUERIES.rows("place_lines", client_id=actor.clients[0], rows=Jsonb(rows))
        facts.set_capacity([Total(what=INVOICED, key=str(row.id), total=row.ordered) for row in entered], actor)

    def _receive(self, batch: Sequence[tuple[Applied, ReceivedLine]], actor: Actor) -> None:
        rows = [
            {"document_id": item.document_id, "order_number": part.order_number, "line": part.line, "quantity": str(part.quantity)}
            for item, part in batch
        ]
        changed = QUERIES.rows("receive_lines", client_id=actor.clients[0], rows=Jsonb(rows))
        known = {(row.order_number, row.line) for row in changed}
        for item, part in batch:
            if (part.order_number, part.line) not in known:
                evidence = {"order": part.order_number, "line": part.line}
                raise Refusal("purchasing.order_line_unknown", document_id=item.document_id, evidence=evidence)
