"""How made-up papers look: layouts with their choices, some of which are held out so that a reader is tried on what it never saw."""

import random
from typing import Any

Style = dict[str, Any]
_FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
_ACCENTS = ("#1f4e79", "#7a1f1f", "#2d6a4f", "#444444", "#b35900", "#5b2a86")
HEADS = ("letter", "two", "top", "swapped", "plain", "slip", "form")
FACTS = ("right", "left", "above", "boxed", "lines", "stacked", "pairs")
HELD_OUT = ("two-above", "swapped-boxed", "top-stacked", "letter-pairs", "plain-left", "slip-right", "form-lines")
"""Layouts - where the parties stand, and how the facts beside them are laid out - that no training sees."""
TRAINED = tuple(name for facts in FACTS for head in HEADS if (name := f"{head}-{facts}") not in HELD_OUT)


def style(layout: str, chance: random.Random) -> Style:
    """The choices of a layout, and by chance what differs from sender to sender: letters, colours, margins."""
    head, facts = layout.split("-")
    return {
        "paper": "a4",
        "font": chance.choice(_FONTS[:2] if chance.random() < 0.9 else _FONTS),
        "size": chance.choice((8.5, 9, 9.5, 10, 10.5)),
        "accent": chance.choice(_ACCENTS),
        "margin": chance.choice((15, 18, 20, 25)),
        "brand_side": chance.choice(("left", "right")),
        "return_line": chance.random() < 0.5,
        "title_size": chance.choice((1.2, 1.4, 1.7, 2.0)),
        "title_coloured": chance.random() < 0.4,
        "colon": chance.choice((":", ":", "", " :")),
        "row_inset": chance.choice((2, 3, 4)),
        "head": head,
        "meta": facts,
        "table": chance.choice(("plain", "ruled", "grid", "shaded", "dark")),
        "totals": chance.choice(("right", "right", "right", "box", "wide", "left", "across")),
        "footer": chance.choice(("columns", "columns", "middle", "none")),
        "brand": chance.choice(("name", "mark", "band") if head != "plain" else ("none",)),
        "stamp_x": chance.randint(20, 70),
        "stamp_y": chance.randint(-8, 60),
        "stamp_turn": chance.choice((0, -4, 6, -9)),
    }
