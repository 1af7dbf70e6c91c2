"""Names of payers as banks write them: in capitals, without umlauts, cut off, turned round, without legal form."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kantor.kit.text import fold

LEGAL_FORMS = frozenset(
    {
        *("ag", "bv", "co", "corp", "cv", "eg", "ek", "ev", "gbr", "ges", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "llp", "ltd"),
        *("mbh", "nv", "ohg", "oy", "partg", "pt", "sa", "sarl", "sas", "sc", "se", "sj", "sk", "sl", "spa", "spk", "spzoo", "srl"),
        *("tbk", "toko", "ud", "ug", "haftungsbeschrankt", "haftungsbeschraenkt"),
    }
)
_SPELLED = re.compile(
    r"\bsp(?:olka)?\.? z\.? ?o\.? ?o\.?|\bsp\. ?j\.?"
    r"|\b(?:s\. ?c\.?|s\.? ?a\.? ?r\.? ?l\.?|e\. ?k\.?|b\. ?v\.?|s\. ?a\.?)(?= |$)"
)
_SHORT = {"spzoo": "spzoo", "spolkazoo": "spzoo", "sc": "sc", "spj": "sj", "sarl": "sarl", "ek": "ek", "bv": "bv", "sa": "sa"}
_WORDS = re.compile(r"[a-z0-9]+")
_UMLAUTS = re.compile(r"(?<=[aou])e(?=[^aeiou]|$)")
_CONNECTING = frozenset({"and", "und", "oraz", "dan", "the", "i"})
_MOST_BY_WORD = 60
SIMILAR = 0.62


class Name(NamedTuple):
    """A name made comparable. core: its telling words, sorted; form: its legal form, '' where none is written."""

    core: tuple[str, ...]
    form: str


@lru_cache(maxsize=100_000)
def comparable(name: str) -> Name:
    """`Müller & Söhne GmbH` and `SOEHNE MUELLER GMBH` have the same core; umlauts are compared without their mark or their e."""
    folded = _SPELLED.sub(lambda found: " " + _SHORT.get(_plain(found.group()), "") + " ", fold(name))
    words = _WORDS.findall(folded)
    forms = "".join(sorted({word for word in words if word in LEGAL_FORMS}))
    telling = [_UMLAUTS.sub("", word) for word in words if word not in LEGAL_FORMS and word not in _CONNECTING]
    return Name(tuple(sorted(telling or words)), forms)


def _plain(form: str) -> str:
    return "".join(_WORDS.findall(form))


class NameIndex:
    """Parties by their names, whole and by word."""

    def __init__(self, names: Iterable[tuple[int, Sequence[str]]]) -> None:
        self.by_core: dict[tuple[str, ...], set[int]] = {}
        self.by_word: dict[str, list[int]] = {}
        self.names: dict[int, list[Name]] = {}
        for party, spelled in names:
            for name in spelled:
                made = comparable(name)
                self.by_core.setdefault(made.core, set()).add(party)
                self.names.setdefault(party, []).append(made)
                for word in made.core:
                    self.by_word.setdefault(word, []).append(party)
        self._by_rarest: dict[str, list[tuple[frozenset[str], int]]] = {}
        for party, made_names in self.names.items():
            for made in made_names:
                if len(made.core) > 1:
                    rarest = min(made.core, key=lambda word: (len(self.by_word[word]), word))
                    self._by_rarest.setdefault(rarest, []).append((frozenset(made.core), party))

    def same(self, name: str) -> tuple[int, ...]:
        """The parties of that name. Where several differ in the legal form alone, it decides; all of them where it does not."""
        made = comparable(name)
        found = self.by_core.get(made.core, set())
        if len(found) > 1:
            exact = {party for party in found if any(other == made for other in self.names[party])}
            found = exact or found
        return tuple(sorted(found))

    def similar(self, name: str, most: int = 5) -> list[tuple[float, int]]:
        """(likeness, party), the most similar first: by rare words that agree, or begin alike where the name was cut off."""
        words = comparable(name).core
        scores: dict[int, float] = {}
        for word in words:
            parties = self.by_word.get(word, ())
            if parties and len(parties) <= _MOST_BY_WORD:
                for party in parties:
                    scores[party] = 0.0
        for party in scores:
            scores[party] = max(likeness(words, other.core) for other in self.names[party])
        ranked = sorted(((score, party) for party, score in scores.items() if score >= SIMILAR), key=lambda one: (-one[0], one[1]))
        return ranked[:most]

    def written(self, words: frozenset[str]) -> list[int]:
        """Parties whose name stands in a text of these words, with all its telling words; of names within others the longest alone."""
        found = [(core, party) for word in words for core, party in self._by_rarest.get(word, ()) if core <= words]
        return sorted({party for core, party in found if not any(core < other for other, _ in found)})


def likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """Dice coefficient of two names' words; a word that the other one begins with counts, too, because banks cut names off."""
    if not words or not others:
        return 0.0
    left = list(others)
    common = 0
    for word in words:
        for other in left:
            if word == other or (len(word) >= 3 and other.startswith(word)):
                left.remove(other)
                common += 1
                break
    return 2 * common / (len(words) + len(others))


def words_of(text: str) -> frozenset[str]:
    """The words of a text, comparable with those of names."""
    return frozenset(_UMLAUTS.sub("", word) for word in _WORDS.findall(fold(text)))
