"""Grows a model further on what the people of one office confirmed: the trees of the model before stay, some more correct their errors."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from kantor.engines.extracting.candidates import FIELDS, Candidate
from kantor.engines.extracting.features import Named, described, is_word, vector
from kantor.engines.extracting.forest import Forest, Tree
from kantor.engines.extracting.model import Model
from kantor.engines.extracting.training import Effort, Known, is_same

FEWEST_VALUES = 5
"""A field with fewer confirmed values keeps its trees."""
MORE = Effort(trees=24, leaves=6, words=40, folds=3, rate=0.3)
_HARDEST, _EVERY = 15, 6
_SHRUNK = 1.0
_SEEN = 3


class _Known(NamedTuple):
    """A document's candidates for one field that are learned from: those that the model before ranks first, and some of the others."""

    features: Sequence[Named]
    before: Sequence[float]
    right: Sequence[bool]


Memo = dict[tuple[int, str], _Known]
"""What was told of a sheet's candidates for a field, by the sheet's identity: several trainings over the same papers share it."""


def corrected(model: Model, documents: Sequence[Known], *, effort: Effort = MORE, name: str, memo: Memo | None = None) -> Model:
    """The model with trees that correct it on these documents; the same documents give the same model. Confidences and gates stay.

    memo: kept between trainings from the same model over some of the same documents, which must live as long.
    """
    memo = {} if memo is None else memo
    fields = {}
    for kind, own in FIELDS.items():
        for field in own:
            if field not in model.fields:
                continue
            fields[field] = model.fields[field]
            if sum(bool(known.truth.get(field)) for known in documents) < FEWEST_VALUES:
                continue
            rows = [_told(known, kind, field, model, memo) for known in documents]
            fields[field] = model.fields[field]._replace(forest=_further(model.fields[field].forest, rows, effort))
    return Model.from_bytes(Model("", fields).as_bytes(), name=name)


def _told(known: Known, kind: str, field: str, model: Model, memo: Memo) -> _Known:
    if (id(known.sheet), field) not in memo:
        features = described(known.sheet, kind)
        for own in FIELDS[kind]:
            if own in model.fields:
                truth = known.truth.get(own, "")
                memo[id(known.sheet), own] = _hardest(known.sheet.candidates[kind], features, truth, kind, model.fields[own].forest)
    return memo[id(known.sheet), field]


def _hardest(some: Sequence[Candidate], told: Sequence[Named], truth: str, kind: str, forest: Forest) -> _Known:
    before = [forest.log_odds(vector(one, forest.names)) for one in told]
    right = [bool(truth) and is_same(kind, one.value, truth) for one in some]
    order = sorted(range(len(some)), key=lambda place: -before[place])
    kept = [place for rank, place in enumerate(order) if rank < _HARDEST or right[place] or rank % _EVERY == 0]
    return _Known([told[place] for place in kept], [before[place] for place in kept], [right[place] for place in kept])


def _further(forest: Forest, documents: Sequence[_Known], effort: Effort) -> Forest:
    """Boosting goes on where the forest ended: each tree is grown on what is still wrong, its leaves are Newton's steps."""
    import numpy
    from sklearn.tree import DecisionTreeRegressor

    names = tuple(dict.fromkeys((*forest.names, *_names(documents, effort))))
    given = numpy.array([vector(told, names) for one in documents for told in one.features], dtype=numpy.float32)
    right = numpy.array([is_right for one in documents for is_right in one.right], dtype=float)
    odds = numpy.array([value for one in documents for value in one.before])
    if not len(right) or not right.any():
        return forest
    trees = []
    for step in range(effort.trees):
        said = 1 / (1 + numpy.exp(-odds))
        wrong, slope = right - said, said * (1 - said)
        grown = DecisionTreeRegressor(max_leaf_nodes=effort.leaves, min_samples_leaf=3, random_state=step).fit(given, wrong)
        leaves = grown.apply(given)
        worth = {
            int(leaf): effort.rate * float(wrong[leaves == leaf].sum() / (slope[leaves == leaf].sum() + _SHRUNK)) for leaf in set(leaves)
        }
        odds += numpy.array([worth[int(leaf)] for leaf in leaves])
        trees.append(_planted(grown.tree_, worth))
    return Forest(names, forest.start, (*forest.trees, *trees))


def _names(documents: Sequence[_Known], effort: Effort) -> list[str]:
    """All features that occur, of the words those that tell right candidates best from wrong ones."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in documents:
        for told, is_right in zip(one.features, one.right, strict=True):
            (right if is_right else wrong).update(told.keys())
    rights, wrongs = (max(1, sum(sum(is_right == side for is_right in one.right) for one in documents)) for side in (True, False))
    words = [name for name in right.keys() | wrong.keys() if is_word(name) and right[name] + wrong[name] >= _SEEN]
    words.sort(key=lambda name: (-abs(right[name] / rights - wrong[name] / wrongs), name))
    return sorted(name for name in right.keys() | wrong.keys() if not is_word(name)) + words[: effort.words]


def _planted(tree: Any, worth: dict[int, float]) -> Tree:
    """A tree as plain lists; a node without children is a leaf."""
    nodes = range(tree.node_count)
    is_leaf = [tree.children_left[node] < 0 for node in nodes]
    return Tree(
        [0 if is_leaf[node] else int(tree.feature[node]) for node in nodes],
        [0.0 if is_leaf[node] else float(f"{tree.threshold[node]:.7g}") for node in nodes],
        [0 if is_leaf[node] else int(tree.children_left[node]) for node in nodes],
        [0 if is_leaf[node] else int(tree.children_right[node]) for node in nodes],
        [float(f"{worth.get(node, 0.0):.6g}") for node in nodes],
    )
