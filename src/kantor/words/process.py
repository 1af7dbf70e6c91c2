"""How a document type travels: its steps, who does them, when they are needed and by when."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step done by a person.

    role: key of the role that may do it; four_eyes: the one who does it may not be the maker;
    when: `always`, `findings` (something says look or stop), `above_limit` (the amount exceeds what whoever verified may decide alone,
    or a finding asks for a second person), `unmade` (no person typed the document) or `sampled` (of what passed unseen, a share that
    was drawn: a second person keys those values again without seeing them);
    keyed: fields that are keyed again at this step, whoever read or typed them;
    working_hours: time to the deadline in hours of the client's business calendar.
    """

    key: str
    role: str
    when: str = "always"
    four_eyes: bool = False
    working_hours: int = 16
    keyed: tuple[str, ...] = ()

    @property
    def is_blind(self) -> bool:
        """Whether values are keyed again at this step, and shown to nobody until then."""
        return self.when == "sampled" or bool(self.keyed)


class Handing(NamedTuple):
    """To whom the first step of one document goes, where it is not everybody with the step's role.

    role: '' for the step's own, and where the house has no such role; email: of the one person, where that person has the role; from_on:
    the day on which the task is there, until then it lies aside; by: the day by which it is done, where that is before the step's time.
    """

    role: str = ""
    email: str = ""
    from_on: date | None = None
    by: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """Steps in their order; `version` names this definition, a case keeps the one it began with until it closes.

    undo_seconds: how long an approval by a person waits before it takes effect, so that it can be taken back.
    """

    key: str
    version: int
    steps: tuple[Step, ...] = ()
    undo_seconds: int = 10

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Process":
        return cls(**{**data, "steps": tuple(Step(**{**step, "keyed": tuple(step.get("keyed", ()))}) for step in data["steps"])})
