"""Evaluates trees that were grown elsewhere: plain lists of numbers, walked by a few lines, so that reading needs no learning library."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Tree(NamedTuple):
    """A decision tree as lists, one entry a node: go left where the feature is not above the threshold; at a leaf (left is 0) the value."""

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


class Forest(NamedTuple):
    """Boosted trees for one field: the log-odds that a candidate is the value are `start` and what each tree adds."""

    names: tuple[str, ...]
    start: float
    trees: tuple[Tree, ...]

    def log_odds(self, features: Sequence[float]) -> float:
        total = self.start
        for feature, threshold, left, right, value in self.trees:
            node = 0
            while left[node]:
                node = left[node] if features[feature[node]] <= threshold[node] else right[node]
            total += value[node]
        return total

    def as_json(self) -> dict[str, Any]:
        return {"names": list(self.names), "start": self.start, "trees": [list(tree) for tree in self.trees]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Forest":
        return cls(tuple(data["names"]), float(data["start"]), tuple(Tree(*tree) for tree in data["trees"]))


def probability(log_odds: float) -> float:
    """0..1, without overflow at either end."""
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0
