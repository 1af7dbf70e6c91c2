"""Keeps from when to when a client is registered for the One Stop Shop, and tells it to whoever writes invoices."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.departments.accounting.parts import OssRegistration
from kantor.kit.sql import Queries
from kantor.spine import access
from kantor.spine.access import Actor
from kantor.words import Answer, Answers, Applied, Ask, Refusal

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
        """The newest first, and none under which something was taxed or declared: that would stand without a registration."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        for kept in QUERIES.rows("withdraw", client_id=actor.clients[0], documents=list(reversing), by=list(reversing.values())):
            key, evidence = _why_it_stands(kept)
            raise Refusal(f"accounting.oss_registration.{key}", document_id=reversing[kept.document_id], evidence=evidence)


def _why_it_stands(kept: Any) -> tuple[str, dict[str, str]]:
    """What is to be taken back before, the newest first."""
    if kept.later_on:
        return "later_change_stands", {"on": kept.later_on.isoformat()}
    if kept.quarter:
        return "return_stands", {"quarter": kept.quarter}
    return "invoices_stand", {"number": kept.invoice or "-"}


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
