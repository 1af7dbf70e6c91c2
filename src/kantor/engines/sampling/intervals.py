"""What a count of errors says about the rate behind it: the exact interval of Clopper and Pearson (Biometrika 26, 1934, p. 404)."""

from collections.abc import Callable
from math import exp, lgamma, log
from typing import NamedTuple

STEPS = 60


class Interval(NamedTuple):
    """Between these lies the rate, both from 0 to 1."""

    low: float
    high: float


def clopper_pearson(wrong: int, checked: int, confidence: float = 0.95) -> Interval:
    """The rates under which so few, or so many, errors are no rarer than (1 - confidence) / 2; (0, 1) where nothing was checked."""
    if checked == 0:
        return Interval(0.0, 1.0)
    tail = (1 - confidence) / 2
    low = 0.0 if wrong == 0 else _solve(lambda rate: 1 - _at_most(wrong - 1, checked, rate) < tail)
    high = 1.0 if wrong == checked else _solve(lambda rate: _at_most(wrong, checked, rate) > tail)
    return Interval(low, high)


def _solve(is_below: Callable[[float], bool]) -> float:
    """The rate up to which something is so, by halving."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def _at_most(most: int, checked: int, rate: float) -> float:
    """The probability of at most so many errors among so many checked."""
    if rate <= 0:
        return 1.0
    if rate >= 1:
        return 0.0 if most < checked else 1.0
    ways = (lgamma(checked + 1) - lgamma(count + 1) - lgamma(checked - count + 1) for count in range(most + 1))
    return min(1.0, sum(exp(way + count * log(rate) + (checked - count) * log(1 - rate)) for count, way in enumerate(ways)))
