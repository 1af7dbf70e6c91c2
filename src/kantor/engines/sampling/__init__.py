"""Samples: how many pass before the next one is drawn, and what a count of errors says about the rate behind it."""

from kantor.engines.sampling.drawing import gap
from kantor.engines.sampling.intervals import Interval, clopper_pearson

__all__ = ["Interval", "clopper_pearson", "gap"]
