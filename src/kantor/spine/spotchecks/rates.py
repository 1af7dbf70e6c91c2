"""How well the machine reads: of each field and rule of the gate what passed, what was keyed again, what was wrong, and what is stopped."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from kantor.engines.sampling import Interval, clopper_pearson
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.spine.spotchecks.drawing import USUAL_PER_MILLE, gap_of
from kantor.spine.spotchecks.queries import QUERIES

FEWEST, MOST = 20, 50
"""Of a thousand documents of which something passed unseen, so many are keyed again."""
KINDS = ("passed", "checked", "wrong", "corrected")
MOST_SHOWN = 200


class Rate(NamedTuple):
    """Counted since `since` where the rule was stopped and may pass again. rule, model: '' where people typed the values; second_wrong: how
    often the second person was wrong; corrected: how often people put right what had passed, whom nobody had asked; stop_id:
    of the stop that holds now, with the counts that led to it, who asked to end it and why."""

    client_id: int
    type: str
    field: str
    rule: str
    model: str
    passed: int
    checked: int
    wrong: int
    second_wrong: int
    corrected: int
    since: datetime | None
    stop_id: int | None
    stopped_at: datetime | None
    stop_checked: int | None
    stop_wrong: int | None
    reason: str
    asked_by: int | None

    @property
    def interval(self) -> Interval:
        """The exact interval of 95 %."""
        return clopper_pearson(self.wrong, self.checked)


class Behind(NamedTuple):
    """A document behind a figure. verdict: '' where it was not keyed again, `corrected` where somebody put it right before."""

    document_id: int
    number: str
    file_name: str
    at: datetime
    verdict: str


def rates() -> Sequence[Rate]:
    """Of the acting clients, by client, type, field, rule and model."""
    return [Rate(*row) for row in QUERIES.rows("rates")]


def behind(of: Rate, kind: str) -> Sequence[Behind]:
    """The newest documents behind one figure of a rate, one of KINDS."""
    given = {"client_id": of.client_id, "type": of.type, "field": of.field, "rule": of.rule, "model": of.model, "since": of.since}
    if kind in ("passed", "corrected"):
        return [Behind(*row) for row in QUERIES.rows("behind_passed", **given, only_corrected=kind == "corrected", most=MOST_SHOWN)]
    return [Behind(*row) for row in QUERIES.rows("behind_checked", **given, only_wrong=kind == "wrong", most=MOST_SHOWN)]


def share_of(client_id: int) -> int:
    """How many of a thousand documents of which something passed unseen are keyed again."""
    share = QUERIES.one("share", client_id=client_id)
    return share.per_mille if share else USUAL_PER_MILLE


def set_share(per_mille: int, actor: Actor) -> None:
    """For the actor's one client, from the next draw on. Refusal outside of 20 to 50."""
    (client_id,) = actor.clients
    if not FEWEST <= per_mille <= MOST:
        raise Refusal("spotchecks.share_out_of_range", evidence={"fewest": str(FEWEST // 10), "most": str(MOST // 10)})
    QUERIES.run("set_share", client_id=client_id, per_mille=per_mille, to_go=gap_of(per_mille))
    told = {"per_mille": per_mille}
    trail.append([trail.Event(client_id, "gate.share_set", None, actor.person_id, actor.at, told)])
