"""Grows a client's own classifier of papers or mails and examines it on what it did not learn from: a worse one is not taken.

The classifier before stays as it is; what is learned is added to its weights, held back where little shows it.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kantor.engines.extracting.schooling import FEWEST_DOCUMENTS, NEWEST_SHARE, NOT_BETTER, TOO_FEW, Exam, Marks, outcome_of
from kantor.engines.language import Classifier, Example, lead_of, safe_from
from kantor.engines.language.terms import terms

HELD_BACK = 0.5
"""How strongly additions are held back: one paper moves little, ten alike move what they share."""
STEPS = 80
FOLDS = 3
FEWEST_ANSWERS = 100
"""Answers on texts held out from which the client's own confidences are told; with fewer those of the start stay."""
WRONG = 0.03
"""At most this share of what a classifier is sure about may be wrong."""


class SchooledSorter(NamedTuple):
    """sorter: None where there were too few texts; outcome: `taken`, or why it is not better than the one in use."""

    sorter: Classifier | None
    exam: Exam
    outcome: str


class Said(NamedTuple):
    """What a classifier took a text for, how far ahead that label was, and how sure it was."""

    label: str
    ahead: float
    confidence: float


Answer = tuple[Example, Said, Said]
"""A held-out text with what the classifier before and the new one took it for."""


def school_sorter(start: Classifier, in_use: Classifier, told: Sequence[Example], *, seen: int) -> SchooledSorter:
    """A classifier grown further from `start` on these texts, the oldest first; those of labels that it does not know are left out.

    in_use: the classifier that sorted them; seen: so many of the oldest it was grown on itself, which prove nothing about it.
    """
    held_out = min(len(told) - seen, max(len(told) // NEWEST_SHARE, 1)) if seen else len(told) // NEWEST_SHARE
    known = [one for one in told if one.label in start.labels]
    if len(known) < FEWEST_DOCUMENTS or held_out < FEWEST_DOCUMENTS // NEWEST_SHARE:
        return SchooledSorter(None, Exam(0, {}, 0, {}), TOO_FEW)
    newest = known[-held_out:]
    if all((guess := in_use.classify(one.text)).is_sure and guess.label == one.label for one in newest):
        return SchooledSorter(None, Exam(0, {}, 0, {}), NOT_BETTER)  # nothing is left to learn
    trial = further(start, known[:-held_out])
    first = [(one, _said(in_use, one), _said(trial, one)) for one in newest]
    unseen = _unseen(start, known)
    grown = Classifier.from_bytes(_promising(further(start, known), [*first, *unseen]).as_bytes())
    exam = Exam(len(first), _report(first, in_use, grown), len(unseen), _report(unseen, start, grown))
    return SchooledSorter(grown, exam, outcome_of(exam))


def further(start: Classifier, told: Sequence[Example]) -> Classifier:
    """The classifier with additions to its weights, and with the words of these texts that it did not know: logistic regression that
    begins where `start` ended. The same texts give the same classifier."""
    import numpy
    from scipy.optimize import minimize

    counted = [terms(one.text) for one in told]
    seen = Counter(term for one in counted for term in one)
    new = {term: round(math.log((1 + len(told)) / (1 + count)) + 1, 4) for term, count in seen.items() if count >= 2}
    nothing = (0.0,) * len(start.labels)
    whole = start._replace(weights={**{term: (rarity, nothing) for term, rarity in new.items()}, **start.weights})
    column = {term: place for place, term in enumerate(sorted(term for term in seen if term in whole.weights))}
    given = _matrix(counted, column, whole)
    before = numpy.array([whole.scores(one.text) for one in told]) * start.sharpness
    right = numpy.array([[float(label == one.label) for label in start.labels] for one in told])

    def loss(flat: Any) -> tuple[float, Any]:
        added = flat.reshape(len(column), len(start.labels))
        scores = before + given @ added * start.sharpness
        scores -= scores.max(axis=1, keepdims=True)
        shares = numpy.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        unlikely = -float((right * numpy.log(shares + 1e-12)).sum())
        slope = given.T @ (shares - right) * start.sharpness + HELD_BACK * added
        return unlikely + HELD_BACK / 2 * float((added**2).sum()), slope.ravel()

    found = minimize(loss, numpy.zeros(len(column) * len(start.labels)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    added = found.x.reshape(len(column), len(start.labels))
    weights = dict(whole.weights)
    for term, place in column.items():
        rarity, old = weights[term]
        weights[term] = (rarity, tuple(round(one + float(more), 3) for one, more in zip(old, added[place], strict=True)))
    return Classifier.from_bytes(whole._replace(weights=weights).as_bytes())


def _matrix(counted: Sequence[Counter[str]], column: Mapping[str, int], whole: Classifier) -> Any:
    """A row for each text, as `Classifier.scores` weighs its terms."""
    from scipy.sparse import csr_matrix

    data, indices, ends = [], [], [0]
    for one in counted:
        row = [(column[term], whole.weights[term][0] * (1 + math.log(count))) for term, count in one.items() if term in column]
        length = math.sqrt(sum(size * size for _, size in row)) or 1.0
        indices += [place for place, _ in row]
        data += [size / length for _, size in row]
        ends.append(len(indices))
    return csr_matrix((data, indices, ends), shape=(len(counted), len(column)))


def _said(sorter: Classifier, one: Example) -> Said:
    guess = sorter.classify(one.text)
    first, second = sorted(sorter.scores(one.text), reverse=True)[:2]
    return Said(guess.label, (first - second) * sorter.sharpness, guess.confidence)


def _unseen(start: Classifier, told: Sequence[Example]) -> list[Answer]:
    """Each text told by a classifier that was grown on texts of other senders alone; none where there is only one sender."""
    groups = sorted({one.group for one in told})
    if len(groups) < 2:
        return []
    random.Random(7).shuffle(groups)  # noqa: S311 - the same folds each time, no secret
    answers: list[Answer] = []
    for fold in range(min(FOLDS, len(groups))):
        held = set(groups[fold::FOLDS])
        trial = further(start, [one for one in told if one.group not in held])
        answers += [(one, _said(start, one), _said(trial, one)) for one in told if one.group in held]
    return answers


def _promising(sorter: Classifier, answers: Sequence[Answer]) -> Classifier:
    """With confidences told from the client's own held-out answers, where there are enough of them, and sure from where a bound on the
    wrong ones allows it; else with those of the start, and never sure where one that was held out was wrong."""
    leads = [(after.ahead, after.label == one.label) for one, _, after in answers]
    if len(leads) >= FEWEST_ANSWERS:
        own = sorter._replace(lead=lead_of(leads))
        allowed = safe_from([(own.confidence(ahead), is_right) for ahead, is_right in leads], WRONG)
        if allowed is not None:
            return own._replace(sure_from=allowed)
    wrong = [after.confidence for one, _, after in answers if after.label != one.label]
    return sorter._replace(sure_from=max([sorter.sure_from, *(round(one + 0.0001, 4) for one in wrong)]))


def _report(answers: Sequence[Answer], before: Classifier, after: Classifier) -> dict[str, tuple[Marks, Marks]]:
    """The marks of both for each kind that was there; right is what was told surely, because what it is not sure about it leaves to a
    person."""
    found: dict[str, tuple[Marks, Marks]] = {}
    for one, *both in answers:
        marks = [_marks(said, sorter, one.label) for said, sorter in zip(both, (before, after), strict=True)]
        so_far = found.get(one.label, (Marks(), Marks()))
        found[one.label] = (so_far[0].plus(marks[0]), so_far[1].plus(marks[1]))
    return found


def _marks(said: Said, sorter: Classifier, label: str) -> Marks:
    confidence = sorter.confidence(said.ahead) if sorter.lead else said.confidence
    is_sure, is_right = confidence >= sorter.sure_from, said.label == label
    return Marks(1, int(is_sure and is_right), int(is_sure), int(is_sure and not is_right))
