"""A model that finds fields: for each a forest that ranks candidates, the calibration of its confidence, and the threshold of its gate."""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from kantor.engines.extracting.forest import Forest, probability

SHORTEST_GAP, LONGEST_GAP = 0.0, 12.0


class Calibration(NamedTuple):
    """Turns the log-odds of the best value, and how far it is ahead of the second one, into the share of such values that are right."""

    best: float
    ahead: float
    start: float

    def confidence(self, best: float, second: float) -> float:
        ahead = min(LONGEST_GAP, max(SHORTEST_GAP, best - second))
        return probability(self.start + self.best * max(-LONGEST_GAP, min(LONGEST_GAP, best)) + self.ahead * ahead)


class FieldModel(NamedTuple):
    """passes_from: the confidence from which a value may pass unseen, None while nothing shows that it may; held_out: what was measured
    on documents that training never saw (`documents`, `right`, `passed`, `passed_wrong`)."""

    forest: Forest
    calibration: Calibration
    passes_from: float | None
    held_out: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        return {
            "forest": self.forest.as_json(),
            "calibration": list(self.calibration),
            "passes_from": self.passes_from,
            "held_out": dict(self.held_out),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "FieldModel":
        return cls(Forest.from_json(data["forest"]), Calibration(*data["calibration"]), data["passes_from"], data["held_out"])


class Model(NamedTuple):
    """name: what a reading names as its reader, with a version made of the content; fields: field -> its model."""

    name: str
    fields: Mapping[str, FieldModel]

    def as_bytes(self) -> bytes:
        """Compressed JSON; the same model always gives the same bytes."""
        told = {"fields": {field: model.as_json() for field, model in self.fields.items()}}
        return gzip.compress(json.dumps(told, separators=(",", ":")).encode(), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes, *, name: str) -> "Model":
        """name: `start` or `client 17`; the version that is added is the hash of the content."""
        content = gzip.decompress(data)
        version = hashlib.sha256(content).hexdigest()[:8]
        fields = json.loads(content)["fields"]
        return cls(f"{name} {version}", {field: FieldModel.from_json(told) for field, told in fields.items()})


START = "start.json.gz"


@cache
def start() -> Model:
    """The model that the house begins with, trained on its own samples."""
    return Model.from_bytes(resources.files(__package__).joinpath(START).read_bytes(), name="start")


def second_best(values: Sequence[tuple[str, float]]) -> float:
    """The log-odds of the best other value; far below where there is none."""
    return values[1][1] if len(values) > 1 else -LONGEST_GAP
