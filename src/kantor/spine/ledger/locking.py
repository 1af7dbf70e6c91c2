"""Effect parts `period_change` and `late_posting`: periods are held, closed, reopened, locked for taxes; what is posted late says why.

The database keeps to it: it refuses entries in closed periods, entries without a reason in held ones, tax codes where a return was
filed, and that one person alone opens anything again.
"""

from collections.abc import Sequence
from typing import Any

from kantor.kit.columns import days, numbers, texts
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Refusal
from kantor.spine.ledger.queries import QUERIES, periods
from kantor.words.locking import LatePosting, PeriodChange

EVENTS = {
    "hold": "ledger.period_held",
    "close": "ledger.period_closed",
    "reopen": "ledger.period_reopened",
    "file": "ledger.taxes_locked",
    "unfile": "ledger.taxes_unlocked",
}


class LockParts:
    """Changes periods before anything of the same batch is posted, and notes what may be posted late."""

    kinds: tuple[str, ...] = (PeriodChange.kind, LatePosting.kind)
    order = 28

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        late: list[tuple[int, LatePosting]] = []
        for applied in sorted(batch, key=lambda one: (one.document_id, one.index)):
            if isinstance(applied.part, PeriodChange):
                change_periods(applied.part, document_id=applied.document_id, actor=actor)
            elif isinstance(applied.part, LatePosting):
                late.append((applied.document_id, applied.part))
        if late:
            QUERIES.run(
                "add_late_postings",
                client_id=actor.clients[0],
                documents=numbers(document_id for document_id, _ in late),
                days=days(part.booked_on for _, part in late),
                reasons=texts(part.reason for _, part in late),
                at=actor.at,
            )

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """A change of a period is taken back by the opposite change, which says why; that something was posted late stays known."""
        for applied in batch:
            if isinstance(applied.part, PeriodChange):
                raise Refusal("ledger.period_change_stays", document_id=applied.document_id)


def close_period(year: int, number: int, *, reason: str, actor: Actor) -> None:
    """Close a period without a document, as when books are taken over; nothing but a document opens it again."""
    found = next((row for row in periods(actor.clients[0]) if (row.year, row.number) == (year, number)), None)
    if found is None:
        raise Refusal("ledger.no_period_within", evidence={"from_on": str(year), "until_on": str(number)})
    change_periods(PeriodChange(from_on=found.starts_on, until_on=found.ends_on, change="close", reason=reason), None, actor)


def change_periods(part: PeriodChange, document_id: int | None, actor: Actor) -> None:
    """All periods wholly within the days change; those that are so already stay. Refused where that is all of them, or none is there."""
    (client_id,) = actor.clients
    if not part.reason.strip():
        raise Refusal("ledger.reason_missing", document_id=document_id)
    within = QUERIES.rows("periods_to_change", client_id=client_id, from_on=part.from_on, until_on=part.until_on)
    wanted = [period for period in within if _changes(period, part.change)]
    if not wanted:
        key = "ledger.periods_are_so" if within else "ledger.no_period_within"
        evidence = {"from_on": part.from_on.isoformat(), "until_on": part.until_on.isoformat()}
        raise Refusal(key, document_id=document_id, evidence=evidence)
    noted = QUERIES.rows(
        "add_period_changes",
        client_id=client_id,
        periods=numbers(period.id for period in wanted),
        change=part.change,
        reason=part.reason.strip(),
        document_id=document_id,
        person_id=actor.person_id,
        at=actor.at,
    )
    QUERIES.run("change_periods", client_id=client_id, changes=numbers(row.id for row in noted))
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind=EVENTS[part.change],
                document_id=document_id,
                person_id=actor.person_id,
                at=actor.at,
                content={"year": period.year, "number": period.number, "reason": part.reason.strip()},
            )
            for period in wanted
        ]
    )


def _changes(period: Any, change: str) -> bool:
    """Whether the period is not that way already."""
    changing = {
        "hold": period.closed or not period.held,
        "close": not period.closed,
        "reopen": period.closed or period.held,
        "file": not period.filed,
        "unfile": period.filed,
    }
    return bool(changing[change])
