"""Writes mails as people do: a subject, some words of their own kind, and the words that stand in any mail around them."""

import random
import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

Fifths = Collection[int]
LANGUAGES = ("de", "en", "id", "pl")
KINDS = ("complaint", "inquiry", "order", "application", "reminder", "invoice", "payroll", "contract", "other")
FIFTHS = (0, 1, 2, 3, 4)
"""The wording of each kind and language is parted in five, so that what was learnt from four can be tried on the one left out."""
_VAGUE_SUBJECT, _EMPTY_SUBJECT = 0.2, 0.3
_COMES_WITH = {"invoice": 0.7, "application": 0.6, "contract": 0.35, "order": 0.3, "payroll": 0.25}
"""How often a file comes along."""
_NAMED, _ENDINGS = ("scan", "document", "20260412", "doc1", "file"), ("pdf", "pdf", "pdf", "pdf", "docx", "jpg")
_GOODS = {
    "de": ("Schreibtische", "Stühle", "Lampen", "Kartons Papier", "Ventile", "Monitore", "Handschuhe", "Regale", "Kabel", "Filter"),
    "en": ("desks", "chairs", "lamps", "boxes of paper", "valves", "monitors", "gloves", "shelves", "cables", "filters"),
    "pl": ("biurka", "krzesła", "lampy", "kartony papieru", "zawory", "monitory", "rękawice", "regały", "kable", "filtry"),
    "id": ("meja", "kursi", "lampu", "kertas", "katup", "monitor", "sarung tangan", "rak", "kabel", "filter"),
}
_TOWNS = ("Kiel", "Hamburg", "Gdańsk", "Łódź", "Surabaya", "Bandung", "Leeds", "Bristol", "Erfurt", "Opole")
_PEOPLE = ("Kühn", "Petersen", "Nowak", "Zielińska", "Wijaya", "Santoso", "Miller", "Hughes", "Yılmaz", "Rossi")
_VAGUE = {"de": ("Hallo", "Frage", "Re:", "Wichtig"), "en": ("Hello", "Re:", "Hi", "Important"), "pl": ("Witam", "Odp:", "Pilne", "Sprawa")}


class Mail(NamedTuple):
    """A mail and what it is. files: names of what came along."""

    subject: str
    text: str
    kind: str
    language: str
    name: str
    files: tuple[str, ...] = ()


def mails(count: int, *, seed: int, fifths: Fifths) -> Iterator[Mail]:
    """So many mails, kinds and languages in turn; the same seed gives the same ones."""
    chance = random.Random(f"{seed}:{fifths}")  # noqa: S311 - the same mails each time, no secret
    for number in range(count):
        kind, language = KINDS[number % len(KINDS)], LANGUAGES[number // len(KINDS) % len(LANGUAGES)]
        yield _mail(chance, f"{seed}-{number}", kind, language, fifths)


def bits(*, seed: int, fifths: Fifths) -> Iterator[Mail]:
    """Each subject and each sentence by itself, so that it is learnt what says something and what only stands around it."""
    chance = random.Random(f"{seed}:{fifths}:bits")  # noqa: S311 - as above
    for language in LANGUAGES:
        for kind in KINDS:
            own = _words(language)[kind]
            for line in (*_kept(own["subjects"], fifths), *_kept(own["says"], fifths)) * 2:
                is_subject = line in own["subjects"]
                said = line.format(**_told(chance, language))
                yield Mail(said if is_subject else "", "" if is_subject else said, kind, language, line)


def whole(*, fifths: Fifths) -> Iterator[Mail]:
    """Mails that were written as a whole."""
    table = tomllib.loads(resources.files(__package__).joinpath("whole.toml").read_text("utf-8"))
    for one in table["mail"]:
        if sum(one["subject"].encode()) % len(FIFTHS) in fifths:
            yield Mail(one["subject"], one["text"], one["kind"], one["language"], one["subject"])


def _mail(chance: random.Random, name: str, kind: str, language: str, fifths: Fifths) -> Mail:
    words = _words(language)
    own = words[kind]
    said = [*_some(chance, own["says"], fifths, chance.choice((1, 1, 2, 2, 3)))]
    for line in _some(chance, words["fillers"], fifths, chance.choice((0, 0, 1, 1, 2))):
        said.insert(chance.choice((0, len(said), len(said))), line)
    subject = chance.choice(_kept(own["subjects"], fifths))
    if chance.random() < _VAGUE_SUBJECT + _EMPTY_SUBJECT:
        subject = "" if chance.random() < _EMPTY_SUBJECT else chance.choice(_VAGUE.get(language, ("Halo", "Re:")))
    told = _told(chance, language)
    parts = [chance.choice(words["greetings"]), " ".join(said), chance.choice(words["closings"])]
    files = (f"{chance.choice(_NAMED)}.{chance.choice(_ENDINGS)}",) if chance.random() < _COMES_WITH.get(kind, 0.15) else ()
    return Mail(subject.format(**told), "\n\n".join(part for part in parts if part).format(**told), kind, language, name, files)


def _told(chance: random.Random, language: str) -> dict[str, str]:
    """What fills the gaps of a sentence: numbers, amounts, days, goods, towns and people."""
    return {
        "n": str(chance.randrange(1000, 99999)),
        "q": str(chance.randrange(2, 90)),
        "p": f"{chance.randrange(20, 4000)},{chance.randrange(100):02d}",
        "d": f"{chance.randrange(1, 29)}.{chance.randrange(1, 13)}.2026",
        "g": chance.choice(_GOODS[language]),
        "c": chance.choice(_TOWNS),
        "w": chance.choice(_PEOPLE),
    }


def _some(chance: random.Random, lines: Sequence[str], fifths: Fifths, count: int) -> list[str]:
    return chance.sample(_kept(lines, fifths), count)


def _kept(lines: Sequence[str], fifths: Fifths) -> list[str]:
    return [line for place, line in enumerate(lines) if place % 5 in fifths]


@cache
def _words(language: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
