"""Keeps approved returns and writes their files: from the books as they are at that moment, or not at all."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.accounting.parts import VatReturn, VatReturnFiled
from kantor.departments.accounting.vat_return.books import QUERIES, told
from kantor.departments.accounting.vat_return.document import CORRECTION
from kantor.departments.accounting.vat_return.reckoning import of_books
from kantor.departments.accounting.vat_return.writing import RegisterDiffers, written
from kantor.spine import access
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Applied, Refusal


class VatReturnParts:
    """After the entries. A return whose figures the books do not say any more is refused: somebody posted since it was approved."""

    kinds = (VatReturn.kind,)
    order = 86

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        client = access.client(actor.clients[0])
        rows = [_row(item.document_id, item.part, client, actor) for item in batch if isinstance(item.part, VatReturn)]
        QUERIES.run("keep_returns", client_id=client.id, at=actor.at, rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """A return that reached the office is corrected by another one; one that did not is withdrawn with its file."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        given = {"client_id": actor.clients[0], "documents": list(reversing), "reversed_by": list(reversing.values())}
        for kept in QUERIES.rows("withdraw_returns", **given):
            key = "accounting.vat_return_has_left" if kept.corrected_by is None else "accounting.vat_return_is_corrected"
            evidence = {"return": str(kept.document_id), "correction": str(kept.corrected_by or "")}
            raise Refusal(key, document_id=reversing[kept.document_id], evidence=evidence)


class VatReturnFiledParts:
    """Notes on which day a return reached the office."""

    kinds = (VatReturnFiled.kind,)
    order = 87

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        filed = [(item.document_id, item.part) for item in batch if isinstance(item.part, VatReturnFiled)]
        rows = [
            {"place": place, "return_id": part.return_id, "filed_on": part.filed_on.isoformat(), "receipt": part.receipt}
            for place, (_, part) in enumerate(filed)
        ]
        noted = {row.document_id for row in QUERIES.rows("note_filed", client_id=actor.clients[0], rows=Jsonb(rows))}
        for document_id, part in filed:
            if part.return_id not in noted:
                raise Refusal("accounting.vat_return_unknown", document_id=document_id, evidence={"return": str(part.return_id)})

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """What was filed is filed; a day that was noted by mistake is noted anew by another document."""


def _row(document_id: int, part: VatReturn, client: ClientRecord, actor: Actor) -> Mapping[str, Any]:
    declared = of_books(client.country, told(client, part.from_on, part.until_on)).declared
    now = {one.box.key: one.stated for one in declared.boxes}
    said = {key: Decimal(text) for key, text in part.figures.items()}
    if now != said:
        boxes = sorted(key for key in {*now, *said} if now.get(key) != said.get(key))
        raise Refusal("accounting.vat_books_changed", document_id=document_id, evidence={"boxes": ", ".join(boxes)})
    try:
        file = written(part, client, actor.at)
    except RegisterDiffers as differs:
        evidence = {"register": str(differs.register), "approved": str(part.whole_tax.amount)}
        raise Refusal("accounting.vat_register_differs", document_id=document_id, evidence=evidence) from differs
    return {
        "document_id": document_id,
        "form": part.form,
        "from_on": part.from_on.isoformat(),
        "until_on": part.until_on.isoformat(),
        "purpose": part.purpose,
        "currency": part.tax.currency,
        "tax": part.tax.minor,
        "payable": part.payable.minor,
        "is_first": part.purpose != CORRECTION,
        "key": f"vat_return:{document_id}",
        "content": {"format": part.form, "name": file.name, "media_type": file.media_type} if file else {},
        "file": file.data.hex() if file else None,
    }
