"""Filing documents without a file: entered, checked, routed, and through where nobody has to look."""

from collections.abc import Sequence

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases.opening import open_cases
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.working import close_cases
from kantor.spine.documents import Filed, Filing
from kantor.words import Applied, Finding, FollowUp, Reading, Refusal, Severity, Source, Value

UNDECIDED = ("received", "read", "waiting", "ready")


def file(batch: Sequence[Filing], actor: Actor) -> list[tuple[int, bool]]:
    """File a batch for the actor's one client; for each its document and whether it is new (a key filed before changes nothing).

    What needs nobody is `ready` afterwards; `finish_ready` lets it take effect. Where a deputy typed it, it is said in whose place.
    """
    entered = documents.enter(batch, actor)
    fresh = {filing.key: filing for filing in batch if entered[filing.key][1]}
    checked = documents.check(
        [
            Filed(
                document_id=entered[key][0],
                type=filing.type,
                reading=filing.reading,
                made_by=filing.made_by,
                made_for=_represented(filing, actor),
            )
            for key, filing in fresh.items()
        ],
        actor,
    )
    open_cases(checked, actor)
    return [entered[filing.key] for filing in batch]


def _represented(filing: Filing, actor: Actor) -> int | None:
    """In whose place a person typed it: whoever lends the permission to a deputy."""
    if filing.made_by is None:
        return None
    return access.stands_in_for(filing.made_by, f"{filing.type}.enter", actor.clients[0], actor.at.date())


class FollowUpParts:
    """Files the documents that an effect causes, confidential where their cause is; they travel their own road afterwards."""

    kinds = ("follow_up",)
    order = 80

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        filings = []
        hidden = documents.locker(item.document_id for item in batch)
        for item in batch:
            assert isinstance(item.part, FollowUp)
            source = Source("rule", f"document:{item.document_id}")
            reading = Reading(
                reader="follow_up",
                values={key: Value(text, source) for key, text in item.part.values.items()},
                tables={
                    table: tuple({key: Value(text, source) for key, text in row.items()} for row in rows)
                    for table, rows in item.part.tables.items()
                },
            )
            filings.append(
                Filing(
                    type=item.part.type,
                    key=item.part.key,
                    reading=reading,
                    channel="follow_up",
                    confidential=item.document_id in hidden,
                )
            )
        file(filings, actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """A follow-up document that took effect stands in the way; it is reversed by itself first. One that waits is refused."""
        causes = sorted({item.reverses_document_id for item in batch if item.reverses_document_id is not None})
        follow_ups = QUERIES.rows("follow_ups", client_id=actor.clients[0], documents=causes)
        done = [row for row in follow_ups if row.state == "effective"]
        if done:
            evidence = {"documents": ", ".join(str(row.id) for row in done)}
            raise Refusal("cases.follow_up_took_effect", document_id=batch[0].document_id, evidence=evidence)
        waiting = {row.id: row for row in follow_ups if row.state in UNDECIDED}
        if waiting:
            reasons = {key: (row.reading_version, _cause_reversed(row.cause_id)) for key, row in waiting.items()}
            documents.note_findings(reasons, actor)
            documents.set_state(list(waiting), "refused", actor)
            close_cases(list(waiting), actor)


def _cause_reversed(cause_id: int) -> Finding:
    return Finding(key="cases.cause_reversed", severity=Severity.STOP, evidence={"document": str(cause_id)})
