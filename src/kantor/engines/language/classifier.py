"""A linear classifier of texts over weighted terms (TF-IDF), as plain numbers; it abstains where it is not sure enough."""

import gzip
import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kantor.engines.language.terms import terms


class Guess(NamedTuple):
    """What a text is taken for, 0..1 how sure, and whether that is sure enough to act on."""

    label: str
    confidence: float
    is_sure: bool


class Classifier(NamedTuple):
    """labels: what a text can be; weights: term -> (rarity, a weight for each label); start: a weight for each label before any term;
    sharpness: what the sums are multiplied with, so that confidences are shares of right answers; sure_from: below it, it abstains;
    lead: where it is given, the confidence follows from how far the best label is ahead of the second instead (slope, start of the
    logistic curve): many labels that are a little likely say nothing against one that is far ahead."""

    version: str
    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, Sequence[float]]]
    start: Sequence[float]
    sharpness: float
    sure_from: float
    lead: tuple[float, float] | None = None

    def scores(self, text: str) -> list[float]:
        """A sum for each label, as logistic regression adds them up."""
        known = [(self.weights[term], count) for term, count in terms(text).items() if term in self.weights]
        given = [(rarity * (1 + math.log(count)), weights) for (rarity, weights), count in known]
        length = math.sqrt(sum(size * size for size, _ in given)) or 1.0
        total = list(self.start)
        for size, weights in given:
            share = size / length
            for place, weight in enumerate(weights):
                total[place] += share * weight
        return total

    def classify(self, text: str) -> Guess:
        scores = [score * self.sharpness for score in self.scores(text)]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        best = max(range(len(shares)), key=shares.__getitem__)
        confidence = self.confidence(scores[best] - sorted(scores)[-2]) if self.lead else shares[best] / sum(shares)
        return Guess(self.labels[best], round(confidence, 4), confidence >= self.sure_from)

    def confidence(self, ahead: float) -> float:
        """How likely the best label is right that is so far ahead of the second, by `lead`."""
        slope, start = self.lead or (1.0, 0.0)
        return 1 / (1 + math.exp(-(slope * ahead + start)))

    def as_bytes(self) -> bytes:
        told = {
            "labels": self.labels,
            "weights": {term: [rarity, list(weights)] for term, (rarity, weights) in self.weights.items()},
            "start": list(self.start),
            "sharpness": self.sharpness,
            "sure_from": self.sure_from,
        } | ({"lead": list(self.lead)} if self.lead else {})
        return gzip.compress(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode(), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Classifier":
        content = gzip.decompress(data)
        told = json.loads(content)
        return cls(
            version=hashlib.sha256(content).hexdigest()[:8],
            labels=tuple(told["labels"]),
            weights={term: (rarity, weights) for term, (rarity, weights) in told["weights"].items()},
            start=told["start"],
            sharpness=told["sharpness"],
            sure_from=told["sure_from"],
            lead=(told["lead"][0], told["lead"][1]) if "lead" in told else None,
        )
