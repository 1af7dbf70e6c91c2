"""Spot checks: a share of what passes unseen is keyed again by a second person, the errors are counted, and a rule that errs is stopped."""

from kantor.spine.spotchecks.answers import ANSWERS
from kantor.spine.spotchecks.correcting import correct
from kantor.spine.spotchecks.drawing import count_from, draw, looked_at
from kantor.spine.spotchecks.entering import Difference, ToKey, differences, enter, keyed, keyed_by, settle, to_key
from kantor.spine.spotchecks.rates import KINDS, Behind, Rate, behind, rates, set_share, share_of
from kantor.spine.spotchecks.stopping import PROMISED, allow, ask_to_allow, errs

__all__ = [
    "ANSWERS",
    "KINDS",
    "PROMISED",
    "Behind",
    "Difference",
    "Rate",
    "ToKey",
    "allow",
    "ask_to_allow",
    "behind",
    "correct",
    "count_from",
    "differences",
    "draw",
    "enter",
    "errs",
    "keyed",
    "keyed_by",
    "looked_at",
    "rates",
    "set_share",
    "settle",
    "share_of",
    "to_key",
]
