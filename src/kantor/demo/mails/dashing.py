"""Short mails as people dash them off: without capitals or accents, with typing errors, a greeting or none, and a signature below."""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from kantor.demo.mails.writing import FIFTHS, KINDS, LANGUAGES, Fifths, Mail
from kantor.kit.text import unaccent

TIMES = 3
"""Each is written so often: once as it stands, then as other people type."""
_GREETED, _SIGNED, _HURRIED, _PASSED_ON = 0.25, 0.5, 0.5, 0.12
_ERRORS = 0.04
_GREETINGS = {
    "de": ("Moin,", "Hallo,", "Guten Tag,", "Hi zusammen,", "Servus,", "Liebe Kollegen,"),
    "en": ("Hi,", "Hello,", "Morning,", "Hiya,", "Dear all,", "Good afternoon,"),
    "pl": ("Cześć,", "Dzień dobry,", "Witam,", "Hej,", "Szanowni Państwo,"),
    "id": ("Halo,", "Pagi Pak,", "Siang Bu,", "Selamat sore,", "Dengan hormat,", "Min,"),
}
_CLOSINGS = {
    "de": ("Gruß {w}", "LG", "VG {w}", "Danke!", "Mit freundlichem Gruß\n{w}", "{w}\nFa. {w} GmbH, Tel. {n}", "Gesendet von meinem iPhone"),
    "en": ("Cheers {w}", "Thx", "Best, {w}", "Thanks!", "Kind regards\n{w}", "{w}\n{w} & Sons Ltd, tel {n}", "Sent from my phone"),
    "pl": ("Pozdrawiam {w}", "Pozdr.", "Dzięki!", "Z poważaniem\n{w}", "{w}\nFirma {w}, tel. {n}", "Wysłano z telefonu"),
    "id": ("Salam {w}", "Makasih ya", "Trims", "Hormat kami\n{w}", "{w}\nCV {w}, HP {n}", "Dikirim dari HP saya"),
}
_BELOW = {
    "de": ("WG: ", "---------- Weitergeleitete Nachricht ----------\nVon: {w}", ("z.K.", "Bitte übernehmen.", "Kannst du?", "siehe unten")),
    "en": ("FW: ", "---------- Forwarded message ----------\nFrom: {w}", ("FYI", "Yours?", "Please handle.", "see below")),
    "pl": ("PD: ", "---------- Wiadomość przekazana ----------\nOd: {w}", ("Do wiadomości", "Weźmiesz?", "Proszę zająć się.", "jak niżej")),
    "id": ("Fwd: ", "---------- Pesan terusan ----------\nDari: {w}", ("Untuk info", "Tolong ditangani.", "Bisa dibantu?", "lihat bawah")),
}
_NAMES = ("Kühn", "Petersen", "Nowak", "Zielińska", "Wijaya", "Santoso", "Miller", "Hughes", "Yılmaz", "Rossi")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def dashed(*, seed: int, fifths: Fifths, times: int = TIMES) -> Iterator[Mail]:
    """Every short mail of these fifths of the wording, so many times; the same seed gives the same ones."""
    for language in LANGUAGES:
        table = _table(language)
        for kind in KINDS:
            for place, line in enumerate(table[kind]):
                if place % len(FIFTHS) in fifths:
                    chance = random.Random(f"{seed}:{language}:{kind}:{place}")  # noqa: S311 - the same mails each time, no secret
                    yield from (_mail(chance, line, kind, language, number) for number in range(times))


def _mail(chance: random.Random, line: str, kind: str, language: str, number: int) -> Mail:
    subject, text, *more = line.split(" // ") if " // " in line else ("", line)
    files = tuple(more[0].split(" / ")) if more else ()
    if number:
        subject, text = _passed_on(chance, subject, text, language)
        greeting = chance.choice(_GREETINGS[language]) if chance.random() < _GREETED else ""
        closing = chance.choice(_CLOSINGS[language]) if chance.random() < _SIGNED else ""
        text = "\n".join(part for part in (greeting, text, closing) if part).format(
            w=chance.choice(_NAMES), n=chance.randrange(10**5, 10**7)
        )
        if chance.random() < _HURRIED:
            subject, text = _hurried(chance, subject), _hurried(chance, text)
    return Mail(subject.strip(), text, kind, language, line, files)


def _passed_on(chance: random.Random, subject: str, text: str, language: str) -> tuple[str, str]:
    prefix, below, said = _BELOW[language]
    if "\n" in text or chance.random() >= _PASSED_ON:
        return subject, text
    return f"{prefix}{subject}", f"{chance.choice(said)}\n\n{below}\n{text}"


def _hurried(chance: random.Random, text: str) -> str:
    """As somebody types who is in a hurry."""
    if chance.random() < 0.7:
        text = text.lower()
    if chance.random() < 0.7:
        text = unaccent(text.translate(_UMLAUTS) if chance.random() < 0.5 else text)
    if chance.random() < 0.4:
        text = re.sub(r"[.,!](?=\s|$)", "", text)
    return re.sub(r"[^\W\d_]{5,}", lambda word: _mistyped(chance, word[0]), text)


def _mistyped(chance: random.Random, word: str) -> str:
    if chance.random() >= _ERRORS * 2:
        return word
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + (word[place + 1 :] if chance.random() < 0.5 else word[place + 1] + word[place] + word[place + 2 :])


@cache
def _table(language: str) -> Mapping[str, Sequence[str]]:
    return tomllib.loads(resources.files(__package__).joinpath(f"terse_{language}.toml").read_text("utf-8"))
