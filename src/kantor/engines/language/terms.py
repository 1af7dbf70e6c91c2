"""The terms of a text: its words, pairs of words, of a short text parts of words as well, folded alike in all languages."""

import re
from collections import Counter
from itertools import pairwise

from kantor.kit.text import fold

MOST_WORDS = 600
FEW_WORDS = 60
"""Up to so many words, parts of words count as well: a message says little, and says it in many forms."""
_WORD = re.compile(r"~?[^\W\d_]+(?:'[^\W\d_]+)?|\?")
_SIZES = (3, 4, 5)


def terms(text: str) -> Counter[str]:
    """How often each term stands in the text. A word that begins with ~ is a mark that somebody put there: it is no word of a language
    and has no parts."""
    found: Counter[str] = Counter()
    words = _WORD.findall(fold(text))[:MOST_WORDS]
    found.update(words)
    found.update(f"{one} {other}" for one, other in pairwise(words) if one[0] != "~" and other[0] != "~")
    if len(words) > FEW_WORDS:
        return found
    for word, count in Counter(words).items():
        if word[0] == "~":
            continue
        padded = f"<{word}>"
        for size in _SIZES:
            for start in range(max(0, len(padded) - size + 1)):
                found[f"_{padded[start : start + size]}"] += count
    return found
