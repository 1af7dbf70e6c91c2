"""Intervals of error rates against published ones, and gaps between draws against the share that they are to keep."""

from itertools import accumulate

import pytest

from kantor.engines.sampling import clopper_pearson, gap


# R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 5 (95 %).
@pytest.mark.parametrize(
    ("wrong", "checked", "low", "high"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_the_interval_is_the_published_one(wrong: int, checked: int, low: float, high: float) -> None:
    found = clopper_pearson(wrong, checked)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_no_error_among_so_many_leaves_the_rule_of_three() -> None:
    """Hanley and Lippman-Hand, JAMA 249 (1983): after n without error the rate is at most about 3 / n, one-sided at 95 %."""
    assert clopper_pearson(0, 600, confidence=0.90).high == pytest.approx(3 / 600, rel=0.01)


def test_nothing_checked_says_nothing() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)


def test_nothing_but_errors_is_the_mirror_of_no_errors() -> None:
    low, high = clopper_pearson(20, 20)
    assert (round(low, 4), high) == (0.8316, 1.0)


def test_gaps_keep_the_share() -> None:
    places = range(10_000)
    gaps = [gap(0.03, (place + 0.5) / len(places)) for place in places]
    assert min(gaps) == 1
    assert len(gaps) / list(accumulate(gaps))[-1] == pytest.approx(0.03, rel=0.01)
