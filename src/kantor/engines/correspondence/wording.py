"""What the words of a mail hint at: its language, and the kinds that stems of words in German, Polish, Indonesian and English name."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("en", "de", "pl", "id")
STEMS = "words.toml"
IN_SUBJECT = 2.0
MOST_LETTERS = 6000


_FREQUENT: Mapping[str, str] = {
    "en": "the and you for with have our your is are this that please we not of to be from will would could thank dear hello hi just",
    "de": "der die das und ist nicht wir sie ich ein eine mit für auf von zu den dem bitte ihre ihr sehr geehrte wurde haben können"
    " vielen unsere unser guten tag hallo anbei",
    "pl": "nie się na do jest że proszę oraz dzień dobry mam czy za od po pan pani państwa nasze zamówienie przez szanowni z w i o są"
    " było witam",
    "id": "yang dan untuk dengan kami anda saya tidak ini itu dari di ke pada mohon terima kasih bapak ibu akan sudah belum telah"
    " apakah selamat pagi siang",
}
_LETTERS: Mapping[str, str] = {"de": "äöüß", "pl": "ąćęłńśźż"}


def language_of(text: str) -> str:
    """The likeliest of the four languages, by its commonest words and its letters; '' where there is nothing to go by."""
    words = re.findall(r"[^\W\d_]+", text[:MOST_LETTERS].lower())
    points = {language: float(sum(word in _frequent()[language] for word in words)) for language in LANGUAGES}
    for language, letters in _LETTERS.items():
        points[language] += 0.5 * sum(text.lower().count(letter) for letter in letters)
    best = max(points, key=points.__getitem__)
    return best if points[best] else ""


def own_words(text: str) -> str:
    """Without what is quoted of the mail that it answers."""
    kept = []
    for line in text.splitlines():
        if re.match(r"\s*-{2,}\s*(original|ursprüngliche|forwarded|weitergeleitete|wiadomość|pesan)", line, re.IGNORECASE):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept)[:MOST_LETTERS]


def hints(subject: str, text: str, language: str) -> dict[str, float]:
    """What speaks for each kind, subject and text in lower case: words of the mail's language count whole, those of others a little."""
    points = dict.fromkeys((kind for kind, _, _, _ in _patterns()), 0.0)
    for kind, code, weight, pattern in _patterns():
        share = 1.0 if code == language or not language else 0.5
        if pattern.search(subject):
            points[kind] += weight * share * IN_SUBJECT
        if pattern.search(text):
            points[kind] += weight * share
    return points


@cache
def _patterns() -> tuple[tuple[str, str, float, re.Pattern[str]], ...]:
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(resources.files(__package__).joinpath(STEMS).read_text("utf-8"))
    found = []
    for kind, by_language in table.items():
        for language, stems in by_language.items():
            for stem in stems.split():
                weight = float(stem[0]) if stem[0].isdigit() else 1.0
                words = stem.lstrip("0123456789").split("|")
                found.append((kind, language, weight, re.compile(r"\b" + r"\w*\s+".join(map(re.escape, words)))))
    return tuple(found)


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
