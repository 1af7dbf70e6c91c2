"""Grows a client's own model and examines it on papers that it did not learn from, against the model in use: a worse one is not taken."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kantor.engines.extracting.candidates import KIND_OF
from kantor.engines.extracting.correcting import Memo, corrected
from kantor.engines.extracting.model import Model
from kantor.engines.extracting.ranking import CERTAIN, Found, find
from kantor.engines.extracting.training import Known, is_same

FEWEST_DOCUMENTS = 12
"""Fewer papers say too little about whether a model is better; see the benchmark of learning."""
NEWEST_SHARE = 4
"""One paper in so many, the newest ones, is held out to compare with the model in use."""
GIVEN_UP = 0.01
"""At most this share of what was read right on senders not seen may be lost for what is gained on those that were."""
_FOLDS = 3
TAKEN, NOT_BETTER, WORSE_ELSEWHERE, PASSES_WRONG, TOO_FEW = "taken", "not_better", "worse_elsewhere", "passes_wrong", "too_few"
"""What comes of a training, and why."""


class Marks(NamedTuple):
    """How a field was read on papers held out. there: papers that have it; right; passed: sure enough to pass unseen; wrong: of those."""

    there: int = 0
    right: int = 0
    passed: int = 0
    wrong: int = 0

    def plus(self, other: "Marks") -> "Marks":
        return Marks(*(one + more for one, more in zip(self, other, strict=True)))


Report = Mapping[str, tuple[Marks, Marks]]
"""Field -> how the model before read it, and how the new one does, on the same papers."""


class Exam(NamedTuple):
    """newest: the newest papers, against the model in use; unseen: papers of senders held out in turn, against the model that the house
    began with; papers, unseen_papers: how many those were."""

    papers: int
    newest: Report
    unseen_papers: int
    unseen: Report

    def as_json(self) -> dict[str, Any]:
        def told(report: Report) -> dict[str, list[list[int]]]:
            return {field: [list(before), list(after)] for field, (before, after) in report.items()}

        return {
            "papers": self.papers,
            "newest": told(self.newest),
            "unseen_papers": self.unseen_papers,
            "unseen": told(self.unseen),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Exam":
        def report(rows: Mapping[str, Any]) -> Report:
            return {field: (Marks(*before), Marks(*after)) for field, (before, after) in rows.items()}

        return cls(told["papers"], report(told["newest"]), told["unseen_papers"], report(told["unseen"]))


class Schooled(NamedTuple):
    """model: grown on all papers, None where there were too few; outcome: `taken`, or why it is not better than the one in use."""

    model: Model | None
    exam: Exam
    outcome: str


def school(start: Model, in_use: Model, documents: Sequence[Known], *, base: Sequence[Known], seen: int, name: str) -> Schooled:
    """A model grown further from `start` on these papers, the oldest first, and on `base`, so that it forgets nothing.

    in_use: the model that read them; seen: so many of the oldest it was grown on itself, which prove nothing about it. The same papers give
    the same model.
    """
    held_out = min(len(documents) - seen, max(len(documents) // NEWEST_SHARE, 1)) if seen else len(documents) // NEWEST_SHARE
    if len(documents) < FEWEST_DOCUMENTS or held_out < FEWEST_DOCUMENTS // NEWEST_SHARE:
        return Schooled(None, Exam(0, {}, 0, {}), TOO_FEW)
    older, newest = documents[:-held_out], documents[-held_out:]
    memo: Memo = {}
    trial = corrected(start, [*older, *base], name=name, memo=memo)
    told = [(one, _read(in_use, one), _read(trial, one)) for one in newest]
    unseen = _unseen(start, documents, base, name, memo)
    grown = _stricter(
        corrected(start, [*documents, *base], name=name, memo=memo), [(one, after) for one, _, after in (*told, *unseen)], name
    )
    exam = Exam(len(told), report(told, in_use, grown), len(unseen), report(unseen, start, grown))
    return Schooled(grown, exam, outcome_of(exam))


Told = tuple[Known, Mapping[str, Found], Mapping[str, Found]]


def _read(model: Model, document: Known) -> Mapping[str, Found]:
    return find(document.sheet, model)


def _unseen(start: Model, documents: Sequence[Known], base: Sequence[Known], name: str, memo: Memo) -> list[Told]:
    """Each paper read by a model that was grown on papers of other senders alone; none where there is only one sender."""
    groups = sorted({one.group for one in documents})
    if len(groups) < 2:
        return []
    random.Random(7).shuffle(groups)  # noqa: S311 - the same folds each time, no secret
    told: list[Told] = []
    for fold in range(min(_FOLDS, len(groups))):
        held = set(groups[fold::_FOLDS])
        trial = corrected(start, [*(one for one in documents if one.group not in held), *base], name=name, memo=memo)
        told += [(one, _read(start, one), _read(trial, one)) for one in documents if one.group in held]
    return told


def _stricter(model: Model, told: Sequence[tuple[Known, Mapping[str, Found]]], name: str) -> Model:
    """The model with gates above every confidence with which a held-out value was wrong."""
    fields = {}
    for field, one in model.fields.items():
        wrong = [found[field].confidence for known, found in told if field in found and not is_right(field, found, known)]
        if one.passes_from is not None and max(wrong, default=0.0) >= one.passes_from:
            one = one._replace(passes_from=round(max(wrong) + 0.0001, 4) if max(wrong) < CERTAIN else None)
        fields[field] = one
    return Model.from_bytes(Model("", fields).as_bytes(), name=name)


def is_right(field: str, found: Mapping[str, Found], known: Known) -> bool:
    """Whether the field was read as the paper says, or not at all where nobody knows it there."""
    truth = known.truth.get(field, "")
    return bool(truth) and field in found and is_same(KIND_OF[field], found[field].value, truth)


def report(told: Sequence[Told], before: Model, after: Model) -> Report:
    """The marks of both models for each field that the papers have."""
    found: dict[str, tuple[Marks, Marks]] = {}
    for known, *both in told:
        for field in after.fields:
            if not known.truth.get(field):
                continue
            marks = [_marks(field, read, known, model) for read, model in zip(both, (before, after), strict=True)]
            so_far = found.get(field, (Marks(), Marks()))
            found[field] = (so_far[0].plus(marks[0]), so_far[1].plus(marks[1]))
    return found


def _marks(field: str, read: Mapping[str, Found], known: Known, model: Model) -> Marks:
    right = is_right(field, read, known)
    gate = model.fields[field].passes_from if field in model.fields else None
    passes = field in read and gate is not None and read[field].confidence >= gate
    return Marks(1, int(right), int(passes), int(passes and not right))


def outcome_of(exam: Exam) -> str:
    """Better on the newest papers than the model in use, hardly worse on senders it never saw than the one the house began with, and no
    more wrong values that would have passed."""
    sums = [_sums(part, mark) for part in (exam.newest, exam.unseen) for mark in (1, 3)]
    newest_right, newest_wrong, unseen_right, unseen_wrong = sums
    if newest_right[1] <= newest_right[0]:
        return NOT_BETTER
    if unseen_right[1] < unseen_right[0] * (1 - GIVEN_UP):
        return WORSE_ELSEWHERE
    return PASSES_WRONG if newest_wrong[1] > newest_wrong[0] or unseen_wrong[1] > unseen_wrong[0] else TAKEN


def _sums(part: Report, mark: int) -> list[int]:
    """Of the model before and of the new one."""
    return [sum(marks[side][mark] for marks in part.values()) for side in (0, 1)]
