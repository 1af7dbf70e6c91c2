"""Trains a classifier of texts, and finds on texts that it did not see from which confidence on it is right often enough."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from kantor.engines.language.classifier import Classifier
from kantor.engines.language.terms import terms
from kantor.engines.sampling import clopper_pearson
from kantor.kit.one_thread import one_thread


class Example(NamedTuple):
    """A text and what it is. group: texts of one group are held out together."""

    text: str
    label: str
    group: str = ""


class Trained(NamedTuple):
    """The classifier, and what it did on the texts that were held out in turn: how many it was sure about, and right of those."""

    classifier: Classifier
    held_out: int
    right: int
    sure: int
    sure_right: int


def train(
    examples: Sequence[Example], *, most_terms: int = 20_000, precision: float = 0.99, strength: float = 20.0, folds: int = 3
) -> Trained:
    """precision: the share of right answers among those that it is sure about, measured on held-out texts; strength: how closely the
    weights follow the examples (C of the logistic regression)."""
    groups = sorted({one.group or str(place) for place, one in enumerate(examples)})
    random.Random(7).shuffle(groups)  # noqa: S311 - the same folds each time, no secret
    counted = [terms(one.text) for one in examples]
    told: list[tuple[float, bool]] = []
    margins: list[tuple[list[float], int]] = []
    labels = tuple(sorted({one.label for one in examples}))
    for fold in range(folds):
        held = set(groups[fold::folds])
        own = [place for place, one in enumerate(examples) if (one.group or str(place)) in held]
        rest = [place for place in range(len(examples)) if place not in set(own)]
        model = _fitted([examples[place] for place in rest], [counted[place] for place in rest], labels, most_terms, strength)
        margins += [(model.scores(examples[place].text), labels.index(examples[place].label)) for place in own]
    sharpness = _sharpness(margins)
    for scores, right in margins:
        best = max(range(len(scores)), key=scores.__getitem__)
        told.append((_share([score * sharpness for score in scores], best), best == right))
    floor, sure, sure_right = sure_from(told, precision)
    whole = _fitted(examples, counted, labels, most_terms, strength)._replace(sharpness=sharpness, sure_from=floor)
    return Trained(Classifier.from_bytes(whole.as_bytes()), len(told), sum(right for _, right in told), sure, sure_right)


def tuned(classifier: Classifier, unseen: Sequence[Example], *, precision: float, least: float) -> Trained:
    """The same classifier with confidences that mean what they say about texts in a wording that its training did not see, and sure from
    where it was right as often as asked for. least: it is never sure below; where nothing unseen is doubtful, this decides."""
    margins = [(classifier.scores(one.text), classifier.labels.index(one.label)) for one in unseen]
    fitting = classifier._replace(sharpness=_sharpness(margins))
    told = [(guess.confidence, guess.label == one.label) for one in unseen for guess in [fitting.classify(one.text)]]
    floor, sure, sure_right = sure_from(told, precision)
    fitting = fitting._replace(sure_from=least if sure == len(told) else max(least, floor))
    return Trained(Classifier.from_bytes(fitting.as_bytes()), len(told), sum(right for _, right in told), sure, sure_right)


def fitted(examples: Sequence[Example], *, most_terms: int = 20_000, strength: float = 20.0) -> Classifier:
    """A classifier of which nobody measured how often it is right: it is never sure."""
    labels = tuple(sorted({one.label for one in examples}))
    return _fitted(examples, [terms(one.text) for one in examples], labels, most_terms, strength)._replace(sure_from=1.01)


def _fitted(
    examples: Sequence[Example], counted: Sequence[Counter[str]], labels: tuple[str, ...], most_terms: int, strength: float
) -> Classifier:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen: Counter[str] = Counter(term for one in counted for term in one)
    kept = sorted(seen, key=lambda term: (-seen[term], term))
    kept = [term for term in kept if seen[term] >= 2][:most_terms]
    column = {term: place for place, term in enumerate(kept)}
    rarity = [math.log((1 + len(counted)) / (1 + seen[term])) + 1 for term in kept]
    given = _matrix(counted, column, rarity, csr_matrix)
    with one_thread():
        model = LogisticRegression(C=strength, max_iter=400).fit(given, [one.label for one in examples])
    known = {label: place for place, label in enumerate(model.classes_)}
    rows, start = model.coef_, model.intercept_
    if len(known) == 2:  # of two labels scikit-learn keeps the weights of the second one alone
        rows, start = [-rows[0] / 2, rows[0] / 2], [-start[0] / 2, start[0] / 2]
    weights = {
        term: (round(rarity[place], 4), tuple(round(float(rows[known[label]][place]), 3) if label in known else 0.0 for label in labels))
        for place, term in enumerate(kept)
    }
    begin = tuple(round(float(start[known[label]]), 4) if label in known else -10.0 for label in labels)
    return Classifier("", labels, weights, begin, 1.0, 1.0)


def _matrix(counted: Sequence[Counter[str]], column: dict[str, int], rarity: Sequence[float], make: Any) -> Any:
    data, indices, ends = [], [], [0]
    for one in counted:
        row = [(column[term], rarity[column[term]] * (1 + math.log(count))) for term, count in one.items() if term in column]
        length = math.sqrt(sum(size * size for _, size in row)) or 1.0
        indices += [place for place, _ in row]
        data += [size / length for _, size in row]
        ends.append(len(indices))
    return make((data, indices, ends), shape=(len(counted), len(column)))


def _sharpness(margins: Sequence[tuple[list[float], int]]) -> float:
    """The factor with which the held-out texts are most likely (Platt's idea with one number, known as temperature)."""

    def unlikeliness(factor: float) -> float:
        return -sum(math.log(max(1e-12, _share([one * factor for one in scores], right))) for scores, right in margins)

    return min([0.25 * 1.25**step for step in range(16)], key=unlikeliness)


def _share(scores: Sequence[float], place: int) -> float:
    highest = max(scores)
    return math.exp(scores[place] - highest) / sum(math.exp(score - highest) for score in scores)


def lead_of(told: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and start of the logistic curve from the lead of the best label over the second to the share of right answers, for
    `Classifier.lead`; told: leads on held-out texts, and whether the best label was right. Two made-up errors keep it from promising too
    much where none was seen (Platt)."""
    from sklearn.linear_model import LogisticRegression

    known = [*told, (0.0, False), (1.0, False)]
    fitted = LogisticRegression(C=100.0).fit([[lead] for lead, _ in known], [is_right for _, is_right in known])
    return round(max(0.0, float(fitted.coef_[0][0])), 4), round(float(fitted.intercept_[0]), 4)


def sure_from(told: Sequence[tuple[float, bool]], precision: float) -> tuple[float, int, int]:
    """The lowest confidence from which on the answers are right as often as asked for; (it, how many are, how many of those are right)."""
    best, right = (1.01, 0, 0), 0
    for count, (confidence, is_right) in enumerate(sorted(told, reverse=True), 1):
        right += is_right
        if right >= precision * count:
            best = (confidence, count, right)
    return (round(best[0] - 0.00005, 4), best[1], best[2])


def safe_from(told: Sequence[tuple[float, bool]], share: float) -> float | None:
    """The lowest confidence from which on no more than that share is wrong, as the upper end of the exact 95 % interval says; None where
    too few answers show it."""
    best, wrong = None, 0
    ordered = sorted(told, reverse=True)
    for count, (confidence, is_right) in enumerate(ordered, 1):
        wrong += not is_right
        is_last = count == len(ordered) or ordered[count][0] < confidence
        if is_last and count * share >= wrong and clopper_pearson(wrong, count).high <= share:
            best = confidence
    return None if best is None else round(best - 0.00005, 4)
