"""Writes of bank statements: statements, their lines and what they show of our payments; only as parts of an effect."""

import json
from collections.abc import Sequence

from psycopg.types.json import Jsonb

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.statement_parts import LineBooked, LineCleared, NoticeKept, StatementTaken
from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.spine.access import Actor
from kantor.words import Applied, Refusal


class StatementParts:
    """Notes each statement and line once, and each payment as seen once; a line leaves the suspense account once."""

    kinds = (StatementTaken.kind, LineBooked.kind, LineCleared.kind, NoticeKept.kind)
    order = 42

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        taken = [(item.document_id, item.part) for item in batch if isinstance(item.part, StatementTaken)]
        booked = [(item.document_id, item.part) for item in batch if isinstance(item.part, LineBooked)]
        cleared = [(item.document_id, item.part) for item in batch if isinstance(item.part, LineCleared)]
        if taken:
            QUERIES.run("take_statements", client_id=client_id, rows=Jsonb([_statement_row(one, part) for one, part in taken]))
            _use_notices([(one, notice) for one, part in taken for notice in part.notices], client_id)
        if noted := [(item.document_id, item.part) for item in batch if isinstance(item.part, NoticeKept)]:
            QUERIES.run("keep_notices", client_id=client_id, rows=Jsonb([_notice_row(one, part) for one, part in noted]))
        if booked:
            _book(booked, client_id)
        if cleared:
            _clear(cleared, client_id)
        back = [(one, key) for one, part in booked for key in part.back] + [(one, key) for one, part in cleared for key in part.back]
        _return(back, client_id)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """Lines count no longer, and payments are expected again; what people cleared of a statement is reversed by itself first."""
        (client_id,) = actor.clients
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        if standing := QUERIES.rows("standing_clearings", client_id=client_id, documents=list(reversing)):
            evidence = {"documents": ", ".join(sorted({str(row.cleared_by) for row in standing}))}
            raise Refusal("treasury.lines_cleared", document_id=reversing[standing[0].document_id], evidence=evidence)
        given = {"documents": list(reversing), "reversed_by": list(reversing.values())}
        QUERIES.run("undo_statements", client_id=client_id, suspense=ledger.account_roles(client_id).get("suspense", ""), **given)


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
        "mapping": part.mapping,
    }


def _notice_row(document_id: int, part: NoticeKept) -> dict[str, object]:
    texts = {name: getattr(part, name) for name in ("no", "format", "account", "reference", "batch_reference")}
    amount = {"amount": part.amount.minor, "currency": part.amount.currency, "booked_on": part.booked_on.isoformat()}
    return {"document_id": document_id, **texts, **amount, "lines": list(part.lines)}


def _use_notices(used: Sequence[tuple[int, int]], client_id: int) -> None:
    """used: (document of the statement, notice)."""
    if not used:
        return
    documents, notices = (list(column) for column in zip(*used, strict=True))
    done = {row.id for row in QUERIES.rows("use_notices", client_id=client_id, notices=notices, documents=documents)}
    for document_id, notice in used:
        if notice not in done:
            raise Refusal("treasury.notice_used_already", document_id=document_id, evidence={"notice": str(notice)})


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
        "shares": [list(share) for share in part.shares],
        "batch_reference": part.batch_reference,
        "batch_line_id": part.batch_line,
        "exchange_rate": str(part.rate),
    }


def _clear(cleared: Sequence[tuple[int, LineCleared]], client_id: int) -> None:
    rows = QUERIES.rows(
        "clear_lines",
        client_id=client_id,
        lines=[part.line_id for _, part in cleared],
        states=[part.state for _, part in cleared],
        accounts=[part.booked_to for _, part in cleared],
        documents=[document_id for document_id, _ in cleared],
        evidence=[part.evidence for _, part in cleared],
        shares=[json.dumps([list(share) for share in part.shares]) for _, part in cleared],
    )
    done = {row.id for row in rows}
    for document_id, part in cleared:
        if part.line_id not in done:
            raise Refusal("treasury.line_not_in_suspense", document_id=document_id, evidence={"line": str(part.line_id)})


def _return(returned: Sequence[tuple[int, str]], client_id: int) -> None:
    """returned: (document, `line12` or `payment5`)."""
    if not returned:
        return
    given: dict[str, list[int]] = {"lines": [], "line_documents": [], "payments": [], "payment_documents": []}
    for document_id, key in returned:
        kind = "line" if key.startswith("line") else "payment"
        given[f"{kind}s"].append(int(key.removeprefix(kind)))
        given[f"{kind}_documents"].append(document_id)
    done = {row.key for row in QUERIES.rows("return_lines", client_id=client_id, **given)}
    for document_id, key in returned:
        if key not in done:
            raise Refusal("treasury.given_back_already", document_id=document_id, evidence={"what": key})
