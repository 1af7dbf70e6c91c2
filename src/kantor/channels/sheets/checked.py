"""What the check of a sheet's rows against the house comes to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kantor.channels.sheets.parsing import Fault, Line
from kantor.spine.access import Actor, ClientRecord


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """lines: the good ones; things: what they become; faults of the others."""

    lines: tuple[Line, ...]
    things: tuple[Any, ...]
    faults: tuple[Fault, ...]


Prepare = Callable[[Sequence[Line], ClientRecord, Actor], Checked]


def twice(lines: Iterable[Line], *keys: str) -> list[Fault]:
    """Rows that repeat what a row before them says in these columns."""
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for line in lines:
        said = tuple(line[key].casefold() for key in keys)
        if not all(said):
            continue
        if said in seen:
            evidence = {"value": " / ".join(line[key] for key in keys), "first": str(seen[said])}
            faults.append(Fault(row=line.row, column=keys[-1], key="sheets.twice", evidence=evidence))
        seen.setdefault(said, line.row)
    return faults


def without(lines: Sequence[Line], faults: Iterable[Fault]) -> list[Line]:
    """The lines whose rows are not at fault."""
    bad = {fault.row for fault in faults}
    return [line for line in lines if line.row not in bad]
