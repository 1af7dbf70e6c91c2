"""Set-up without documents, and the handler that lets four-eyed documents change clients, people, roles and limits."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine.access.acting import Actor
from kantor.spine.access.assigning import assign_all, end_all, name_substitutes, set_limits
from kantor.spine.access.connecting import connect
from kantor.spine.access.factors import reset_factors
from kantor.spine.access.people import enter_people, ids_of
from kantor.spine.access.queries import QUERIES
from kantor.spine.access.sessions import end_sessions
from kantor.spine.access.taking_on import change_clients, close_client, create_client
from kantor.words import Applied, Refusal
from kantor.words.authority import Assignment, AssignmentEnd, ClientChange, Connection, FactorReset, Limit, NewClient, NewPerson, Substitute


def assign(parts: Sequence[Assignment], actor: Actor) -> None:
    """Give roles at set-up, without a document."""
    assign_all([(None, part) for part in parts], actor)


def end_assignment(parts: Sequence[AssignmentEnd], actor: Actor) -> None:
    """Take roles at set-up, without a document."""
    end_all([(None, part) for part in parts], actor)


def set_limit(parts: Sequence[Limit], actor: Actor) -> None:
    """Set limits of authority at set-up, without a document."""
    set_limits([(None, part) for part in parts], actor)


def name_substitute(parts: Sequence[Substitute], actor: Actor) -> None:
    """Name substitutes at set-up, without a document."""
    name_substitutes([(None, part) for part in parts], actor)


class AccessHandler:
    """Applies and takes back what documents decide about clients, people, roles, limits and substitutes."""

    kinds = tuple(
        part.kind for part in (NewPerson, NewClient, ClientChange, Connection, AssignmentEnd, Assignment, Limit, Substitute, FactorReset)
    )
    order = 50

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        given: dict[str, list[tuple[int, Any]]] = defaultdict(list)
        for applied in batch:
            assert applied.part is not None
            given[applied.part.kind].append((applied.document_id, applied.part))
        self._enter(given[NewPerson.kind], actor)
        self._take_on(given[NewClient.kind], actor)
        if given[ClientChange.kind]:
            change_clients(given[ClientChange.kind], actor)
        connect(given[Connection.kind], actor)
        end_all(given[AssignmentEnd.kind], actor)
        assign_all(given[Assignment.kind], actor)
        set_limits(given[Limit.kind], actor)
        name_substitutes(given[Substitute.kind], actor)
        self._reset(given[FactorReset.kind], actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """Roles, limits and substitutes end yesterday, connections now; what was before comes back, clients close, people do not log in."""
        (client_id,) = actor.clients
        by_reversed = {applied.reverses_document_id: applied.document_id for applied in batch if applied.reverses_document_id is not None}
        ids = list(by_reversed)
        changes = QUERIES.dicts("changes_of", ids=ids)
        changed_by = {change["document_id"] for change in changes if change["what"] == "client"}
        if len(changed_by) > 1:
            raise Refusal("access.changed_since", document_id=by_reversed[min(changed_by)])
        QUERIES.run("take_back", client_id=client_id, ids=ids, today=actor.at.date(), at=actor.at)
        QUERIES.run("bring_back_assignments", client_id=client_id, ids=ids)
        QUERIES.run("bring_back_limits", client_id=client_id, ids=ids)
        wanted = [change for change in changes if change["what"] == "client"]
        if QUERIES.run("bring_back_client", client_id=client_id, ids=ids) < len(wanted[:1]):
            raise Refusal("access.changed_since", document_id=by_reversed[wanted[0]["document_id"]])
        inactive = [change["row_id"] for change in changes if change["what"] == "person"]
        QUERIES.run("set_active", ids=inactive, active=False)
        for person_id in inactive:
            end_sessions(person_id, at=actor.at, by=actor.person_id, reason="inactive")
        for change in changes:
            if change["what"] == "new_client":
                close_client(change["row_id"], at=actor.at, by=actor.person_id)
        brought_back = [
            {**change, "document_id": by_reversed[change["document_id"]], "before": change["after"], "after": change["before"]}
            for change in changes
        ]
        QUERIES.run("record_changes", client_id=client_id, at=actor.at, rows=Jsonb(brought_back))

    def _enter(self, given: Sequence[tuple[int, NewPerson]], actor: Actor) -> None:
        if not given:
            return
        new = enter_people(given, passwords=[None] * len(given), at=actor.at, by=actor.person_id)
        taken = [(document_id, part) for document_id, part in given if part.email.strip().lower() not in new]
        if taken:
            document_id, part = taken[0]
            raise Refusal("access.person_known", document_id=document_id, evidence={"email": part.email})
        self._remember("person", [(document_id, new[part.email.strip().lower()]) for document_id, part in given], actor)

    def _reset(self, given: Sequence[tuple[int, FactorReset]], actor: Actor) -> None:
        """Rare, and each with records of its own: one after the other."""
        for document_id, part in given:
            (person_id,) = ids_of([part.email], document_id=document_id).values()
            reset_factors(person_id, at=actor.at, by=actor.person_id, document_id=document_id)

    def _take_on(self, given: Sequence[tuple[int, NewClient]], actor: Actor) -> None:
        """Each new client is written while acting for it alone, as every client's rows are."""
        if not given:
            return
        new = [(document_id, create_client(part, at=actor.at, by=actor.person_id, document_id=document_id)) for document_id, part in given]
        self._remember("new_client", new, actor)

    def _remember(self, what: str, new: Sequence[tuple[int, int]], actor: Actor) -> None:
        rows = [{"document_id": document_id, "what": what, "row_id": row_id, "before": {}, "after": {}} for document_id, row_id in new]
        QUERIES.run("record_changes", client_id=actor.clients[0], at=actor.at, rows=Jsonb(rows))
