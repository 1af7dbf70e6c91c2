"""Grows the forests of a model from documents whose fields are known, and measures on documents that it did not see how sure it may be."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from kantor.engines.extracting.candidates import FIELDS, KIND_OF, Candidate, Sheet
from kantor.engines.extracting.features import Named, described, is_word
from kantor.engines.extracting.forest import Forest, Tree
from kantor.engines.extracting.model import Calibration, FieldModel, Model
from kantor.engines.extracting.ranking import rank
from kantor.kit.one_thread import one_thread
from kantor.kit.text import fold

PROMISE = 0.005
"""At most this share of the values that pass unseen may be wrong."""
_FEWEST_DOCUMENTS = 8
_LOWEST_GATE = 0.9
_UNCALIBRATED = Calibration(0.6, 0.1, -0.5)


class Known(NamedTuple):
    """A document with the values that its fields truly have; a field that it does not have is left out. group: its layout or its sender;
    what is held out to measure by is held out by group."""

    sheet: Sheet
    truth: Mapping[str, str]
    group: str = ""


class Effort(NamedTuple):
    """How much a training may cost: boosted trees a field, leaves a tree, words learned a field, folds for the calibration."""

    trees: int = 60
    leaves: int = 10
    words: int = 40
    folds: int = 3
    rate: float = 0.15


USUAL = Effort()


class Rows(NamedTuple):
    """A document's candidates for one field, their features, and which of them say the true value."""

    some: Sequence[Candidate]
    features: Sequence[Named]
    right: Sequence[bool]
    group: str


def train(documents: Sequence[Known], *, fields: Iterable[str] = tuple(KIND_OF), effort: Effort = USUAL, name: str = "fields") -> Model:
    """A model for the fields that enough of the documents have; the same documents give the same model."""
    by_kind: dict[str, list[list[Named]]] = {}
    wanted = set(fields)
    models = {}
    for kind, own in FIELDS.items():
        for field in own:
            if field not in wanted or sum(field in known.truth for known in documents) < _FEWEST_DOCUMENTS:
                continue
            if kind not in by_kind:
                by_kind[kind] = [described(known.sheet, kind) for known in documents]
            with one_thread():
                models[field] = _field(rows_of(documents, field, by_kind[kind]), effort)
    return Model.from_bytes(Model("", models).as_bytes(), name=name)


def rows_of(documents: Sequence[Known], field: str, features: Sequence[Sequence[Named]]) -> list[Rows]:
    kind = KIND_OF[field]
    found = []
    for known, told in zip(documents, features, strict=True):
        truth = known.truth.get(field)
        some = known.sheet.candidates[kind]
        found.append(Rows(some, told, [truth is not None and is_same(kind, one.value, truth) for one in some], known.group))
    return found


def is_same(kind: str, found: str, truth: str) -> bool:
    """Whether two ways of writing a value mean the same."""
    if kind == "amount":
        try:
            return Decimal(found) == Decimal(truth)
        except InvalidOperation:
            return False
    if kind == "name":
        return fold(re.sub(r"[\W_]+", " ", found)).split() == fold(re.sub(r"[\W_]+", " ", truth)).split()
    return fold(re.sub(r"[\W_]+", "", found)) == fold(re.sub(r"[\W_]+", "", truth))


def _field(documents: Sequence[Rows], effort: Effort) -> FieldModel:
    """The forest over all documents; calibrated on what forests over the other folds say about each fold."""
    names = _names(documents, effort)
    table = _Table(documents, names)
    forest = table.forest(range(len(documents)), effort)
    told = [outcome for fold_no in range(effort.folds) for outcome in _held_out(documents, table, fold_no, effort)]
    calibration = _calibrated(told)
    return FieldModel(forest, calibration, *_gate(calibration, told))


class _Table:
    """The features of all candidates as numbers, made once for all the forests of a field."""

    def __init__(self, documents: Sequence[Rows], names: tuple[str, ...]) -> None:
        import numpy

        self.names = names
        column = {name: place for place, name in enumerate(names)}
        counts = [len(rows.features) for rows in documents]
        self.ends = [sum(counts[: place + 1]) for place in range(len(counts))]
        self.given = numpy.zeros((sum(counts), len(names)), dtype=numpy.float32)
        for index, told in enumerate(told for rows in documents for told in rows.features):
            for name, value in told.items():
                if name in column:
                    self.given[index, column[name]] = value
        self.right = numpy.array([is_right for rows in documents for is_right in rows.right], dtype=bool)

    def forest(self, places: Iterable[int], effort: Effort) -> Forest:
        """Grown over the documents at these places."""
        from sklearn.ensemble import HistGradientBoostingClassifier

        rows = [row for place in places for row in range(self.ends[place - 1] if place else 0, self.ends[place])]
        grown = HistGradientBoostingClassifier(
            max_iter=effort.trees,
            max_leaf_nodes=effort.leaves,
            learning_rate=effort.rate,
            min_samples_leaf=5,
            l2_regularization=1.0,
            max_bins=63,
            early_stopping=False,
            random_state=7,
        ).fit(self.given[rows], self.right[rows])
        return _planted(grown, self.names)


class Outcome(NamedTuple):
    """What a forest said about a document it had not seen: log-odds of its best and second value, whether the best is right, whether
    the field is there at all."""

    best: float
    second: float
    is_right: bool
    is_there: bool


_DOUBTS = (Outcome(-3.0, -4.0, False, False), Outcome(0.0, -1.0, False, True))


def _held_out(documents: Sequence[Rows], table: _Table, fold_no: int, effort: Effort) -> list[Outcome]:
    """What forests over the other groups say about the documents of these."""
    groups = sorted({rows.group or str(place) for place, rows in enumerate(documents)})
    random.Random(7).shuffle(groups)  # noqa: S311 - the same folds each time, no secret
    held_out = set(groups[fold_no :: effort.folds])
    own = [place for place, rows in enumerate(documents) if (rows.group or str(place)) in held_out]
    others = [place for place, rows in enumerate(documents) if (rows.group or str(place)) not in held_out]
    if not any(any(documents[place].right) for place in others):
        return []
    model = FieldModel(table.forest(others, effort), _UNCALIBRATED, None, {})
    return [outcome for place in own if (outcome := outcome_of(documents[place], model))]


def outcome_of(rows: Rows, model: FieldModel) -> Outcome | None:
    """None where there is no candidate."""
    ranked = rank(rows.some, rows.features, model)
    if not ranked:
        return None
    right = {one.value for one, is_right in zip(rows.some, rows.right, strict=True) if is_right}
    second = ranked[1].log_odds if len(ranked) > 1 else -12.0
    return Outcome(ranked[0].log_odds, second, ranked[0].value in right, bool(right))


def _calibrated(told: Sequence[Outcome]) -> Calibration:
    """Platt's logistic curve over the best value's log-odds and its lead. Two made-up errors keep it from promising too much where none
    was seen."""
    from sklearn.linear_model import LogisticRegression

    told = [*told, *_DOUBTS]
    if not any(outcome.is_right for outcome in told):
        return _UNCALIBRATED
    given = [[_within(outcome.best), max(0.0, min(12.0, outcome.best - outcome.second))] for outcome in told]
    fitted = LogisticRegression(C=1.0).fit(given, [outcome.is_right for outcome in told])
    best, ahead = (float(weight) for weight in fitted.coef_[0])
    return Calibration(round(best, 6), round(ahead, 6), round(float(fitted.intercept_[0]), 6))


def _within(log_odds: float) -> float:
    return max(-12.0, min(12.0, log_odds))


def _gate(calibration: Calibration, told: Sequence[Outcome]) -> tuple[float | None, dict[str, float]]:
    """The lowest confidence from which at most the promised share of held-out values is wrong; None where too few show it. Where nothing
    lower was held out, a confidence that is itself as high as the promise is enough."""
    ordered = sorted(((calibration.confidence(one.best, one.second), one.is_right) for one in told), reverse=True)
    wrong = 0
    best: tuple[float, int, int] | None = None
    for passed, (confidence, is_right) in enumerate(ordered, 1):
        if confidence < _LOWEST_GATE:
            break
        wrong += not is_right
        if wrong <= PROMISE * passed and passed >= 1 / PROMISE:
            best = (confidence, passed, wrong)
    if best is not None:
        below = ordered[best[1]][0] if best[1] < len(ordered) else 0.0
        best = (min(best[0], max(below, 1 - PROMISE)), *best[1:])
    held_out = {
        "documents": float(sum(one.is_there for one in told)),
        "right": float(sum(one.is_right for one in told)),
        "passed": float(best[1] if best else 0),
        "passed_wrong": float(best[2] if best else 0),
    }
    return (round(best[0], 4) if best else None), held_out


def _names(documents: Sequence[Rows], effort: Effort) -> tuple[str, ...]:
    """All features that occur, of the words only those that tell right candidates best from wrong ones."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for rows in documents:
        for told, is_right in zip(rows.features, rows.right, strict=True):
            (right if is_right else wrong).update(told.keys())
    known = sorted(name for name in right.keys() | wrong.keys() if not is_word(name))
    rights, wrongs = max(1, sum(map(sum, (rows.right for rows in documents)))), max(1, sum(len(rows.some) for rows in documents))
    words = [name for name in right.keys() | wrong.keys() if is_word(name) and right[name] + wrong[name] >= 5]
    words.sort(key=lambda name: (-abs(right[name] / rights - wrong[name] / wrongs), name))
    return (*known, *sorted(words[: effort.words]))


def _planted(grown: Any, names: tuple[str, ...]) -> Forest:
    """The trees as plain lists; only the features that they ask for are kept."""
    used = sorted({int(node["feature_idx"]) for (tree,) in grown._predictors for node in tree.nodes if not node["is_leaf"]})
    place = {feature: index for index, feature in enumerate(used)}
    trees = []
    for (tree,) in grown._predictors:
        nodes = tree.nodes
        trees.append(
            Tree(
                [0 if node["is_leaf"] else place[int(node["feature_idx"])] for node in nodes],
                [0.0 if node["is_leaf"] else float(f"{node['num_threshold']:.7g}") for node in nodes],
                [0 if node["is_leaf"] else int(node["left"]) for node in nodes],
                [0 if node["is_leaf"] else int(node["right"]) for node in nodes],
                [float(f"{node['value']:.6g}") if node["is_leaf"] else 0.0 for node in nodes],
            )
        )
    return Forest(tuple(names[feature] for feature in used), float(f"{grown._baseline_prediction[0, 0]:.7g}"), tuple(trees))
