"""Drawing a share of what passes: the gap to the next one drawn, as long as it would be if each were drawn by itself."""

from math import floor, log


def gap(share: float, chance: float) -> int:
    """How many more pass until one is drawn, that one included: 1, 2, ... share: 0 < share < 1; chance: evenly from 0 <= chance < 1.

    Gaps are geometric, so that the gaps before tell nothing about the next one.
    """
    return 1 + floor(log(1 - chance) / log(1 - share))
