"""Keeps what became of each asset, one change behind the other, and puts the plan after a change in the place of the one before."""

from collections.abc import Sequence

from psycopg.types.json import Jsonb

from kantor.departments.accounting.parts import AssetChange
from kantor.kit.sql import Queries
from kantor.spine import documents
from kantor.spine.access import Actor
from kantor.words import Applied, Refusal

QUERIES = Queries(__file__)
KEY = "accounting.asset_change"


class AssetChangeParts:
    """Enters a change; refused where another one came between, or where a month behind it is booked already."""

    kinds = (AssetChange.kind,)
    order = 84  # before the plan that comes with it

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        wanted = [item.document_id for item in batch if item.part]
        given: dict[str, object] = {"client_id": actor.clients[0], "documents": wanted}
        entered = {row.document_id for row in QUERIES.rows("enter", client_id=actor.clients[0], rows=Jsonb(rows))}
        for document_id in wanted:
            if document_id not in entered:
                raise Refusal(f"{KEY}.changed_meanwhile", document_id=document_id)
        if booked := QUERIES.rows("booked_behind", **given):
            raise Refusal(f"{KEY}.booked_meanwhile", document_id=booked[0].document_id)
        QUERIES.run("replace_plans", **given)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        refuse_while_followed(list(reversing), batch[0].document_id, actor)
        QUERIES.run("withdraw", client_id=actor.clients[0], documents=list(reversing), by=list(reversing.values()))
        QUERIES.run("restore_plans", client_id=actor.clients[0], documents=list(reversing))


def refuse_while_followed(targets: Sequence[int], document_id: int, actor: Actor) -> None:
    """Raises Refusal where a change stands that was worked out from one of these documents."""
    if standing := QUERIES.rows("followed", client_id=actor.clients[0], documents=list(targets)):
        evidence = {"documents": ", ".join(str(row.document_id) for row in standing)}
        raise Refusal(f"{KEY}.followed", document_id=document_id, evidence=evidence)
