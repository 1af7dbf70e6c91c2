"""Sorts a mail by language and kind, by the words that people use for it in German, Polish, Indonesian and English.

`sort` is the one place where mail is judged by its words; whoever has a better judge puts it here. What it cannot tell stays '' and is
told by a person.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

LANGUAGES = ("en", "de", "pl", "id")
KINDS = ("complaint", "inquiry", "order", "application", "reminder", "cover")
ENOUGH, LEAD = 2.0, 1.0
"""A kind needs so many points, and so many more than the next one."""
IN_SUBJECT = 2.0
MOST_LETTERS = 6000
SHORT = 600


class Sorted(NamedTuple):
    """kind: one of KINDS, '' where the words do not tell; points: how much speaks for it."""

    language: str
    kind: str
    points: float


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

# Stems as people write them; a number in front says how much one counts where it is not 1.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "complaint": {
        "en": "3complain 3complaint damaged broken defective faulty 2refund wrong 2unacceptable disappointed missing poor|quality"
        " 2not|working 2money|back 2compensat",
        "de": "3reklam 3beschwer beschädigt defekt mangel mängel kaputt fehlerhaft enttäuscht 2erstatt falsch|geliefert unzumutbar fehlt"
        " 2gewährleistung 2nachbesser 2schadenersatz unvollständig minderung",
        "pl": "3reklamac 3skarg uszkodz wadliw zepsut 2zwrot|pieni 2zwrotu brakuje niezadowol rękojmi niezgodn 2odszkodowan usterk",
        "id": "3keluhan 3komplain 3pengaduan rusak cacat kecewa 2pengembalian|dana 2refund 2ganti|rugi salah|kirim tidak|sesuai",
    },
    "inquiry": {
        "en": "2inquiry 2enquiry 2quotation 2quote could|you|tell do|you|offer how|much availab price|list interested|in question"
        " information|about send|us|an|offer",
        "de": "2anfrage 2angebot könnten|sie bieten|sie was|kostet preisliste verfügbar interessier frage auskunft lieferzeit wüsste"
        " informationen|über",
        "pl": "2zapytanie 2wycen 2oferty czy|mogą ile|kosztuje cennik dostępn zainteresowan pytanie informacj chciał",
        "id": "2pertanyaan 2penawaran 2menanyakan apakah|tersedia berapa|harga daftar|harga tertarik informasi|tentang ingin|tahu stok",
    },
    "order": {
        "en": "2purchase|order 3we|order 3hereby|order 2order|form please|deliver please|ship 2our|order|no",
        "de": "3bestellen|wir 3wir|bestellen 3bestellen 2bestellung bitte|liefern auftragserteilung liefern|sie",
        "pl": "3zamawiam 2zamówienie proszę|o|dostaw proszę|dostarczyć składam|zamówienie",
        "id": "3kami|pesan 3memesan 2pesanan 2purchase|order mohon|dikirim mohon|kirim",
    },
    "application": {
        "en": "3job|application 3apply|for 2curriculum 2vacancy position|of my|resume",
        "de": "3bewerbung 3bewerbe 2lebenslauf stellenanzeige 2stelle|als vorstellungsgespräch",
        "pl": "3aplikuj 2życiorys 2stanowisko rekrutac 2list|motywacyjny podanie|o|prac",
        "id": "3lamaran 3melamar 2lowongan riwayat|hidup posisi",
    },
    "reminder": {
        "en": "3payment|reminder 2overdue 2past|due 2final|notice outstanding|invoice unpaid",
        "de": "3mahnung 3zahlungserinnerung 2überfällig 2offene|rechnung mahngebühr zahlungsverzug",
        "pl": "3wezwanie|do|zapłaty 2przypomnienie|o|płatno 2zaległ nieopłacon przeterminowan",
        "id": "3pengingat|pembayaran 2jatuh|tempo 2tagihan|belum tunggakan belum|dibayar",
    },
    "cover": {
        "en": "2attached 2enclosed 2attachment invoice please|find",
        "de": "2anbei 2anhang 2beigefügt rechnung 2anlage erhalten|sie",
        "pl": "2załączeniu 2załączam 2załącznik faktur przesyłam",
        "id": "2terlampir 2lampiran faktur kami|kirimkan",
    },
}


def sort(subject: str, text: str, *, enclosed: int = 0) -> Sorted:
    """Language and kind. enclosed: how many files came along: a short text beside them only goes with them."""
    told = _own_words(text)[:MOST_LETTERS]
    language = language_of(f"{subject}\n{told}")
    points = _points(subject.lower(), told.lower(), language)
    if not enclosed:
        points["cover"] = 0.0
    elif len(told) < SHORT:
        points["cover"] += 1.0
    ranked = sorted(points.items(), key=lambda pair: -pair[1])
    (kind, most), (_, next_most) = ranked[0], ranked[1]
    return Sorted(language, kind if most >= ENOUGH and most - next_most >= LEAD else "", most)


def language_of(text: str) -> str:
    """The likeliest of the four languages, by its commonest words and its letters; '' where there is nothing to go by."""
    words = re.findall(r"[^\W\d_]+", text[:MOST_LETTERS].lower())
    points = {language: float(sum(word in _frequent()[language] for word in words)) for language in LANGUAGES}
    for language, letters in _LETTERS.items():
        points[language] += 0.5 * sum(text.lower().count(letter) for letter in letters)
    best = max(points, key=points.__getitem__)
    return best if points[best] else ""


def _own_words(text: str) -> str:
    """Without what is quoted of the mail that it answers."""
    kept = []
    for line in text.splitlines():
        if re.match(r"\s*-{2,}\s*(original|ursprüngliche|forwarded|weitergeleitete|wiadomość|pesan)", line, re.IGNORECASE):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept)


def _points(subject: str, text: str, language: str) -> dict[str, float]:
    """What speaks for each kind: words of the mail's language count whole, those of the others a little."""
    points = dict.fromkeys(KINDS, 0.0)
    for kind, code, weight, pattern in _patterns():
        share = 1.0 if code == language or not language else 0.5
        if pattern.search(subject):
            points[kind] += weight * share * IN_SUBJECT
        if pattern.search(text):
            points[kind] += weight * share
    return points


@cache
def _patterns() -> tuple[tuple[str, str, float, re.Pattern[str]], ...]:
    found = []
    for kind, by_language in _WORDS.items():
        for language, stems in by_language.items():
            for stem in stems.split():
                weight = float(stem[0]) if stem[0].isdigit() else 1.0
                words = stem.lstrip("0123456789").split("|")
                found.append((kind, language, weight, re.compile(r"\b" + r"\w*\s+".join(map(re.escape, words)))))
    return tuple(found)


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
