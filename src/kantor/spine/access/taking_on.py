"""Takes on clients and changes what is known of them."""

from collections.abc import Sequence
from datetime import datetime

from psycopg.types.json import Jsonb

from kantor.countries import normalised
from kantor.spine import trail
from kantor.spine.access.acting import Actor, acting
from kantor.spine.access.assigning import assign_all
from kantor.spine.access.queries import QUERIES
from kantor.words import Refusal
from kantor.words.authority import CHANGEABLE, Assignment, ClientChange, NewClient

COLUMNS = (
    *("code", "name", "country", "currency", "language", "chart", "fiscal_year_start"),
    *("vat_id", "tax_number", "region", "own_iban", "own_bic"),
)


def create_client(new: NewClient, *, at: datetime, by: int | None = None, document_id: int | None = None) -> int:
    """Take on a client and answer its id. The first record of its audit trail says so; its people begin with it.

    Refusal where another client has its code. Written while acting for the new client alone, as every client's rows are.
    """
    client_id: int = QUERIES.value("new_client_id")
    given = {column: getattr(new, column) for column in COLUMNS}
    given |= {column: normalised(given[column]) for column in ("vat_id", "tax_number")}
    with acting(clients=(client_id,), person_id=by, at=at) as actor:
        if not QUERIES.run("add_client", id=client_id, address=Jsonb(dict(new.address)), **given):
            raise Refusal("access.code_taken", document_id=document_id, evidence={"code": new.code})
        trail.append([trail.Event(client_id, "access.client_created", None, by, at, {**given, "document": document_id})])
        assign_all([(None, Assignment(email=email, role=role, from_on=new.from_on)) for email, role in new.people], actor)
    return client_id


def taken_on_by(document_ids: Sequence[int]) -> dict[int, int]:
    """Document -> the client that it has taken on, of documents of the acting clients."""
    changes = QUERIES.dicts("changes_of", ids=list(document_ids))
    return {change["document_id"]: change["row_id"] for change in changes if change["what"] == "new_client"}


def change_clients(given: Sequence[tuple[int, ClientChange]], actor: Actor) -> None:
    """Give the acting client new values, remembering what they were; (document, change) in order."""
    (client_id,) = actor.clients
    changes = []
    for document_id, change in given:
        unknown = sorted(set(change.values) - set(CHANGEABLE))
        if unknown:
            raise Refusal("access.not_changeable", document_id=document_id, evidence={"field": unknown[0]})
        # One client's row, changed by one document after the other: each must see what the one before it left.
        given_now = {key: normalised(str(value)) if key in ("vat_id", "tax_number") else value for key, value in change.values.items()}
        (told,) = QUERIES.rows("change_client", client_id=client_id, values=Jsonb(given_now))
        changes.append(
            {
                "document_id": document_id,
                "what": "client",
                "row_id": client_id,
                "before": {key: told.before[key] for key in change.values},
                "after": told.after,
            }
        )
    QUERIES.run("record_changes", client_id=client_id, at=actor.at, rows=Jsonb(changes))


def close_client(client_id: int, *, at: datetime, by: int | None) -> None:
    """Close a client from today: nothing is received for it any more; what it has stays."""
    with acting(clients=(client_id,), person_id=by, at=at):
        if QUERIES.run("close_client", client_id=client_id, on=at.date()):
            trail.append([trail.Event(client_id, "access.client_closed", None, by, at, {})])
