"""The business calendar of a client: its country's and region's working days, changed by the company's own days."""

from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from psycopg.types.json import Jsonb

from kantor.countries import working_day
from kantor.spine import access, trail
from kantor.spine.access import Actor
from kantor.spine.cases import deadlines
from kantor.spine.cases.queries import QUERIES
from kantor.words import Applied
from kantor.words.authority import CompanyDay


def calendar_of(client_id: int) -> tuple[Callable[[date], bool], ZoneInfo]:
    """Which days the client works, and in which time zone its office is open."""
    client = access.client(client_id)
    own = {row.on: row.works for row in QUERIES.rows("company_days", client_id=client_id)}

    def works(on: date) -> bool:
        return own[on] if on in own else working_day(on, client.country, client.region)

    return works, deadlines.zone_of(client.country)


class CompanyDayParts:
    """Enters days on which the company's calendar differs; reversing enters the opposite, so that history stays."""

    kinds = ("cases.company_day",)
    order = 60

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        days = [(item.document_id, item.part) for item in batch if isinstance(item.part, CompanyDay)]
        rows = [{"document_id": document_id, "on": day.on.isoformat(), "works": day.works, "name": day.name} for document_id, day in days]
        self._enter(rows, actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        recorded = QUERIES.rows("company_days_of", client_id=actor.clients[0], documents=sorted(reversing))
        rows = [
            {"document_id": reversing[row.document_id], "on": row.on.isoformat(), "works": not row.works, "name": row.name}
            for row in recorded
        ]
        self._enter(rows, actor)

    def _enter(self, rows: Sequence[dict[str, object]], actor: Actor) -> None:
        (client_id,) = actor.clients
        QUERIES.run("enter_company_days", client_id=client_id, rows=Jsonb(list(rows)))
        trail.append(
            [
                trail.Event(
                    client_id,
                    "calendar.changed",
                    int(str(row["document_id"])),
                    actor.person_id,
                    actor.at,
                    {"on": row["on"], "works": row["works"]},
                )
                for row in rows
            ]
        )
