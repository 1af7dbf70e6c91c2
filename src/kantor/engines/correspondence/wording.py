"""What the words of a mail hint at: its language, and the kinds that stems of words in German, Polish, Indonesian and English name."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from kantor.kit.text import fold

LANGUAGES = ("en", "de", "pl", "id")
STEMS = "words.toml"
IN_SUBJECT = 2.0
MOST_LETTERS = 6000
WHOLE = 3
"""A stem of up to so many letters is a whole word."""
_TWO_LETTERS = re.compile(r"([aou])e")
_PASSED_ON = re.compile(r"\s*(?:(?:re|aw|odp|bls)\s*:\s*)*(?:wg|fwd?|fw|pd|tr|terusan)\s*:", re.IGNORECASE)
_BELOW = re.compile(
    r"\s*-{2,}\s*(?:original|ursprüngliche|forwarded|weitergeleitete|begin forwarded|wiadomość|przekazana|pesan)", re.IGNORECASE
)
_PASSED_BELOW = re.compile(
    r"\s*-{2,}\s*(?:(?:begin )?forwarded|weitergeleitete|wiadomość przekazana|przekazana|pesan (?:yang )?(?:di)?terus)", re.IGNORECASE
)
_HEADER = re.compile(r"\s*>?\s*(?:von|an|gesendet|datum|from|to|sent|date|cc|od|do|wysłano|data|dari|kepada|tanggal)\s*:", re.IGNORECASE)

_FREQUENT: Mapping[str, str] = {
    "en": "the and you for with have our your is are this that please we not of to be from will would could thank dear hello hi just"
    " it in on at do my me was were been if or so what when which how who there their they he she us can did has had but only by an as",
    "de": "der die das und ist nicht wir sie ich ein eine mit für auf von zu den dem bitte ihre ihr sehr geehrte wurde haben können"
    " vielen unsere unser guten tag hallo anbei"
    " im am um bei nach vom zum zur es er ihr euch mir mich uns man aber noch nur auch schon so wenn wann was wie wo wer hat habe sind"
    " wird werden kann oder als bis aus dem des einen einer kein keine moin danke gruß",
    "pl": "nie się na do jest że proszę oraz dzień dobry mam czy za od po pan pani państwa nasze zamówienie przez szanowni z w i o są"
    " było witam ale już tylko też jak kiedy gdzie kto co ile mi mnie was wam nam nas są być był była jeszcze od przy dla bez lub tu tam"
    " cześć dzięki pozdrawiam poproszę jej jego te ten ta tę tego",
    "id": "yang dan untuk dengan kami anda saya tidak ini itu dari di ke pada mohon terima kasih bapak ibu akan sudah belum telah"
    " apakah selamat pagi siang ya bisa ada atau juga saja lagi kalau jika karena sampai mulai hari bulan tanggal lewat seperti"
    " berapa kapan siapa mana pak bu mas mbak halo trims makasih tolong nya minta masih cuma tapi tetapi jam",
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


def plain(text: str) -> str:
    """For comparing words however they were typed: in lower case, without accents, and umlauts the same as their two letters."""
    return _TWO_LETTERS.sub(r"\1", fold(text))


def own_words(subject: str, text: str) -> str:
    """Without what is quoted of the mail that it answers, and without a signature below its line; what is passed on counts."""
    is_passed_on = bool(_PASSED_ON.match(subject))
    kept = []
    for line in text.splitlines():
        if _BELOW.match(line):
            if not is_passed_on and not _PASSED_BELOW.match(line):
                break
            is_passed_on = True
        elif line.rstrip() == "--":
            break
        elif is_passed_on:
            kept.append("" if _HEADER.match(line) else line.lstrip("> "))
        elif not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept)[:MOST_LETTERS]


def hints(subject: str, text: str, language: str) -> dict[str, float]:
    """What speaks for each kind: words of the mail's language count whole, those of others a little."""
    subject, text = plain(subject), plain(text)
    points = dict.fromkeys((stem.kind for stem in _stems()), 0.0)
    for stem in _stems():
        in_subject, in_text = stem.begin in subject, stem.begin in text  # a plain search first: most words are not there
        if not (in_subject or in_text):
            continue
        share = 1.0 if stem.language == language or not language else 0.5
        if in_subject and stem.pattern.search(subject):
            points[stem.kind] += stem.weight * share * IN_SUBJECT
        if in_text and stem.pattern.search(text):
            points[stem.kind] += stem.weight * share
    return points


class _Stem(NamedTuple):
    """A word that names a kind, or several in a row; begin: of the first of them; weight: how much it counts."""

    kind: str
    language: str
    weight: float
    begin: str
    pattern: re.Pattern[str]


@cache
def _stems() -> tuple[_Stem, ...]:
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(resources.files(__package__).joinpath(STEMS).read_text("utf-8"))
    found = []
    for kind, by_language in table.items():
        for language, stems in by_language.items():
            for stem in stems.split():
                weight, said = _weight_of(stem)
                words = [plain(word) for word in said.split("|")]
                found.append(_Stem(kind, language, weight, words[0], pattern_of(words)))
    return tuple(found)


def _weight_of(stem: str) -> tuple[float, str]:
    """`3kündig` counts three times; a number that is all of it, as that of a form, is a word."""
    weighs = stem[0].isdigit() and not stem.isdigit()
    return (float(stem[0]), stem[1:]) if weighs else (1.0, stem)


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """The words in a row, each with what may follow its stem; one of up to three letters stands for itself alone: `po` is not `post`."""
    *first, last = (re.escape(word) + (r"(?!\w)" if len(word) <= WHOLE else r"\w*") for word in words)
    return re.compile(r"\b" + "".join(rf"{word}\s+" for word in first) + last)


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
