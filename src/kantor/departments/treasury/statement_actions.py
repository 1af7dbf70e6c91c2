"""Writes of bank statements: statements, their lines and what they show of our payments; only as parts of an effect."""

from collections.abc import Sequence

from psycopg.types.json import Jsonb

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.statement_parts import LineBooked, LineCleared, StatementTaken
from kantor.kit.money import Money
from kantor.spine.access import Actor
from kantor.words import Applied, Refusal


class StatementParts:
    """Notes each statement and line once, and each payment as seen once; a line leaves the suspense account once."""

    kinds = (StatementTaken.kind, LineBooked.kind, LineCleared.kind)
    order = 42

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        taken = [(item.document_id, item.part) for item in batch if isinstance(item.part, StatementTaken)]
        booked = [(item.document_id, item.part) for item in batch if isinstance(item.part, LineBooked)]
        cleared = [(item.document_id, item.part) for item in batch if isinstance(item.part, LineCleared)]
        if taken:
            QUERIES.run("take_statements", client_id=client_id, rows=Jsonb([_statement_row(one, part) for one, part in taken]))
        if booked:
            _book(booked, client_id)
        if cleared:
            _clear(cleared, client_id)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """Lines count no longer, and payments are expected again; what people cleared of a statement is reversed by itself first."""
        (client_id,) = actor.clients
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        if standing := QUERIES.rows("standing_clearings", client_id=client_id, documents=list(reversing)):
            evidence = {"documents": ", ".join(sorted({str(row.cleared_by) for row in standing}))}
            raise Refusal("treasury.lines_cleared", document_id=reversing[standing[0].document_id], evidence=evidence)
        QUERIES.run("undo_statements", client_id=client_id, documents=list(reversing), reversed_by=list(reversing.values()))


def _statement_row(document_id: int, part: StatementTaken) -> dict[str, object]:
    return {
        "document_id": document_id,
        "account": part.account,
        "ledger_account": part.ledger_account,
        "currency": part.currency,
        "number": part.number,
        "from_on": part.from_on.isoformat(),
        "to_on": part.to_on.isoformat(),
        "opening": _minor(part.opening),
        "closing": _minor(part.closing),
        "profile": part.profile,
    }


def _minor(money: Money | None) -> int | None:
    return money.minor if money is not None else None


def _book(booked: Sequence[tuple[int, LineBooked]], client_id: int) -> None:
    new = {
        (row.document_id, row.no)
        for row in QUERIES.rows("book_lines", client_id=client_id, rows=Jsonb([_line_row(*one) for one in booked]))
    }
    for document_id, part in booked:
        if (document_id, part.no) not in new:
            evidence = {"day": part.booked_on.isoformat(), "amount": str(part.amount)}
            raise Refusal("treasury.line_booked_already", document_id=document_id, evidence=evidence)
    seen = [(payment, document_id) for document_id, part in booked for payment in part.payments]
    if not seen:
        return
    payments, documents = (list(column) for column in zip(*seen, strict=True))
    first = {row.id for row in QUERIES.rows("see_payments", client_id=client_id, payments=payments, documents=documents)}
    for payment, document_id in seen:
        if payment not in first:
            raise Refusal("treasury.payment_seen_already", document_id=document_id, evidence={"payment": str(payment)})


def _line_row(document_id: int, part: LineBooked) -> dict[str, object]:
    texts = (
        "name",
        "iban",
        "reference",
        "end_to_end_id",
        "text",
        "state",
        "booked_to",
        "likeness",
        "evidence",
        "account",
        "ledger_account",
    )
    return {
        **{name: getattr(part, name) for name in texts},
        "document_id": document_id,
        "no": part.no,
        "booked_on": part.booked_on.isoformat(),
        "value_on": part.value_on.isoformat(),
        "currency": part.amount.currency,
        "amount": part.amount.minor,
        "occurrence": part.occurrence,
    }


def _clear(cleared: Sequence[tuple[int, LineCleared]], client_id: int) -> None:
    rows = QUERIES.rows(
        "clear_lines",
        client_id=client_id,
        lines=[part.line_id for _, part in cleared],
        states=[part.state for _, part in cleared],
        accounts=[part.booked_to for _, part in cleared],
        documents=[document_id for document_id, _ in cleared],
    )
    done = {row.id for row in rows}
    for document_id, part in cleared:
        if part.line_id not in done:
            raise Refusal("treasury.line_not_in_suspense", document_id=document_id, evidence={"line": str(part.line_id)})
