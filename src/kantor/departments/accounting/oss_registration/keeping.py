"""Keeps from when to when a client is registered for the One Stop Shop, and tells it to whoever writes invoices."""

from collections.abc import Sequence
from datetime import date

from kantor.departments.accounting.parts import OssRegistration
from kantor.kit.sql import Queries
from kantor.spine import access
from kantor.spine.access import Actor
from kantor.words import Answer, Answers, Applied, Ask

QUERIES = Queries(__file__)


class OssRegistrationParts:
    """Each joining and leaving is kept as it was decided."""

    kinds = (OssRegistration.kind,)
    order = 26

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        parts = [(item.document_id, item.part) for item in batch if isinstance(item.part, OssRegistration)]
        QUERIES.run(
            "enter",
            client_id=actor.clients[0],
            documents=[document_id for document_id, _ in parts],
            joins=[part.joins for _, part in parts],
            days=[part.on for _, part in parts],
        )

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """What was invoiced meanwhile stays as it was taxed."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        QUERIES.run("withdraw", client_id=actor.clients[0], documents=list(reversing), by=list(reversing.values()))


def spells(client_id: int) -> list[dict[str, str]]:
    """`from_on`, `until_on` (the last day, '' while it lasts) in ISO form, the oldest first."""
    told: list[dict[str, str]] = []
    for row in QUERIES.rows("changes", client_id=client_id):
        if row.joins:
            told.append({"from_on": row.on.isoformat(), "until_on": ""})
        elif told:
            told[-1]["until_on"] = row.on.isoformat()
    return told


def _spells(asks: Sequence[Ask], as_of: date) -> Answers:
    """() -> from when to when the acting client was in the scheme."""
    known = spells(access.acting_client())
    return dict.fromkeys(asks, known)


ANSWERS: dict[str, Answer] = {"accounting.oss_spells": _spells}
