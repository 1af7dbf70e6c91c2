"""Which documents are alike: those at the same step that wait for the same reason at the same field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kantor.desk.visit import Visit
from kantor.kit.sql import Queries
from kantor.spine import documents
from kantor.words import DocumentType, Field, Finding, Kind
from kantor.words.field import row_id

QUERIES = Queries(__file__)
MOST_TASKS = 500
"""How many tasks of each role at each client are looked at for the list of groups; the most urgent ones."""
MOST_DOCUMENTS = 100
"""How many documents are decided in one go."""
TYPED_ONCE = frozenset({Kind.ACCOUNT, Kind.COST_CENTRE, Kind.TAX_CODE, Kind.PARTY, Kind.CHOICE, Kind.COUNTRY, Kind.CURRENCY})
"""Kinds of which several documents have the same value; an amount or a number is one document's own and can only be accepted."""


class Partner(NamedTuple):
    """A business partner in a group. id: None for documents of which nobody knows yet whose they are."""

    id: int | None
    name: str
    documents: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """field: key of the field, `table.column` for a column; stops: the value must be put right, else it may be accepted as it stands;
    partners: by how many documents they have."""

    client_id: int
    type: str
    step: str
    reason: str
    field: str
    stops: bool = False
    party: int | None = None
    partners: tuple[Partner, ...] = ()

    @property
    def documents(self) -> int:
        return sum(partner.documents for partner in self.partners)

    @property
    def declared(self) -> Field:
        """What is typed; LookupError for a field that the type does not declare."""
        found = _declared(documents.type_of(self.type), self.field)
        if found is None:
            raise LookupError(self.field)
        return found

    @property
    def is_typed(self) -> bool:
        return self.declared.kind in TYPED_ONCE

    def at(self, finding: Finding) -> bool:
        """Whether a finding is what this group waits for."""
        return finding.key == self.reason and field_of(finding.field or "") == self.field

    def query(self) -> dict[str, Any]:
        """What names the group in an address."""
        named = {"client": self.client_id, "type": self.type, "step": self.step, "reason": self.reason, "field": self.field}
        return {**named, "party": self.party} if self.party else named


def field_of(address: str) -> str:
    """lines.3.account is lines.account."""
    parts = address.split(".")
    return f"{parts[0]}.{parts[2]}" if len(parts) == 3 else address


def groups(visit: Visit, *, reason: str = "", type: str = "") -> list[Group]:
    """What may be done together, the largest group first; at least two documents each."""
    pairs = [(client_id, role) for client_id, held in visit.shown_roles.items() for role in sorted(held)]
    rows = QUERIES.rows(
        "groups",
        clients=[client_id for client_id, _ in pairs],
        roles=[role for _, role in pairs],
        person_id=visit.person_id,
        at=visit.at,
        at_most=MOST_TASKS,
    )
    found = [group for group in _grouped(rows) if _is_offered(group, visit) and reason in ("", group.reason) and type in ("", group.type)]
    return sorted(found, key=lambda group: -group.documents)


def _grouped(rows: list[Any]) -> Iterator[Group]:
    for (client_id, type, step, reason, field), same in groupby(rows, key=lambda row: tuple(row[:5])):
        every = list(same)
        partners: dict[int | None, Partner] = {}
        for row in every:
            known = partners.get(row.party_id, Partner(row.party_id, row.party_name, 0))
            partners[row.party_id] = known._replace(documents=known.documents + row.documents)
        yield Group(
            client_id=client_id,
            type=type,
            step=step,
            reason=reason,
            field=field,
            stops=any(row.stops for row in every),
            partners=tuple(sorted(partners.values(), key=lambda partner: -partner.documents)),
        )


def _is_offered(group: Group, visit: Visit) -> bool:
    """What concerns people is looked at one by one; what must be put right and is each document's own cannot be typed once."""
    if group.documents < 2 or not visit.may(f"{group.type}.{group.step}", group.client_id):
        return False
    type = documents.type_of(group.type)
    declared = _declared(type, group.field)
    return declared is not None and not type.concerns and (declared.kind in TYPED_ONCE or not group.stops)


def _declared(type: DocumentType, field: str) -> Field | None:
    """The declaration of a field or a table's column."""
    table, _, column = field.rpartition(".")
    every = type.fields if not table else next((one.columns for one in type.tables if one.key == table), ())
    return next((one for one in every if one.key == column), None)


def group_of(named: Mapping[str, str], visit: Visit) -> Group:
    """The group that an address or a form names; 404 where it cannot be, refused where the person may not decide at its step."""
    client_id, type = row_id(named.get("client", "")), named.get("type", "")
    if client_id is None or client_id not in visit.every or type not in {known.key for known in documents.all_types()}:
        raise Http404
    group = Group(
        client_id=client_id,
        type=type,
        step=named.get("step", ""),
        reason=named.get("reason", ""),
        field=named.get("field", ""),
        party=row_id(named.get("party", "")),
    )
    declared = documents.type_of(type)
    if _declared(declared, group.field) is None or declared.concerns:
        raise Http404
    if not visit.may(f"{type}.{group.step}", client_id):
        raise PermissionDenied(f"{type}.{group.step}")
    return group


def tasks(group: Group, visit: Visit) -> list[Any]:
    """The documents of a group that this person may take now, most urgent first; no more than can be decided in one go."""
    return QUERIES.rows(
        "tasks",
        client_id=group.client_id,
        roles=sorted(visit.roles.get(group.client_id, frozenset())),
        type=group.type,
        step=group.step,
        reason=group.reason,
        field=group.field,
        party=group.party,
        person_id=visit.person_id,
        at=visit.at,
        looked_at=MOST_TASKS,
        at_most=MOST_DOCUMENTS,
    )
