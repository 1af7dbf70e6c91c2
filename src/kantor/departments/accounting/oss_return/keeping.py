"""Keeps approved returns of the One Stop Shop and writes their files: from the books as they are at that moment, or not at all."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from kantor.countries.sales.one_stop_shop import Quarter, read_quarter
from kantor.departments.accounting.oss_return.books import QUERIES, returns, sold
from kantor.departments.accounting.parts import OssReturn
from kantor.engines.tax_returns import OssFigure, write_oss
from kantor.kit.money import Money
from kantor.spine import access
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Applied, Refusal

WRITTEN_IN = ("DE",)
"""Where the portal takes in a file whose form is known; elsewhere the figures are keyed into the form."""


class OssReturnParts:
    """After the entries. A return that the books do not say any more is refused: somebody posted since it was approved."""

    kinds = (OssReturn.kind,)
    order = 88

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        client = access.client(actor.clients[0])
        parts = {item.document_id: item.part for item in batch if isinstance(item.part, OssReturn)}
        rows = [_row(document_id, part, client) for document_id, part in parts.items()]
        kept = {row.document_id for row in QUERIES.rows("keep", client_id=client.id, at=actor.at, rows=Jsonb(rows))}
        for document_id, part in parts.items():
            if document_id not in kept:
                evidence = {"document": "-", "quarter": part.quarter}
                raise Refusal("accounting.oss_return.filed_already", document_id=document_id, evidence=evidence)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """The newest first. One whose file has left is corrected by a later return; one that did not is withdrawn with its file."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        given = {"client_id": actor.clients[0], "documents": list(reversing), "reversed_by": list(reversing.values())}
        for kept in QUERIES.rows("withdraw", **given):
            key = "accounting.vat_return_has_left" if kept.later_quarter is None else "accounting.oss_return.later_one_stands"
            evidence = {"return": str(kept.document_id), "quarter": kept.later_quarter or ""}
            raise Refusal(key, document_id=reversing[kept.document_id], evidence=evidence)


def _row(document_id: int, part: OssReturn, client: ClientRecord) -> Mapping[str, Any]:
    quarter = read_quarter(part.quarter)
    if _due(client, quarter) != part.cleared:
        evidence = {"boxes": part.quarter}
        raise Refusal("accounting.vat_books_changed", document_id=document_id, evidence=evidence)
    figures = [OssFigure(**{**row, **{key: Decimal(row[key]) for key in ("rate", "base", "tax")}}) for row in part.figures]  # type: ignore[arg-type]
    is_written = client.country in WRITTEN_IN
    content = {"format": "oss", "name": f"oss-{client.code}-{part.quarter}.csv", "media_type": "text/csv"}
    return {
        "document_id": document_id,
        "quarter": part.quarter,
        "payable": part.payable.minor,
        "cleared": part.cleared.minor,
        "key": f"oss_return:{document_id}",
        "content": content if is_written else {},
        "file": write_oss(figures).hex() if is_written else None,
    }


def _due(client: ClientRecord, quarter: Quarter) -> Money:
    """What stands on the account of the states' tax for supplies up to the quarter; changes with every posting that changes a figure."""
    posted = sum((Decimal(row["local_tax"]) for row in sold(client, quarter.until_on)), Decimal(0))
    cleared = sum((Decimal(one["cleared"]) for one in returns(client)), Decimal(0))
    return Money(posted - cleared, client.currency)
