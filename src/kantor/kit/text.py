"""Text for matching and for sorting: accents folded, and sort keys by language that the database can order byte by byte."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ı": "i",
        "þ": "th",
        "Þ": "TH",
    }
)
# Letters of their own in the alphabet stand behind the plain letter and all that begins with it: "~" comes after "z".
OWN_LETTERS = {
    "pl": str.maketrans({"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z~", "ż": "z~~"}),
}
_APART = re.compile(r"[^0-9a-z~]+")
_SPACES = re.compile(r"\s+")


def unaccent(text: str) -> str:
    """Without accents: "Łódź Müller Weiß" becomes "Lodz Muller Weiss"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """For comparing: without accents, case and superfluous space."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unaccent(unaccent(text.casefold()).casefold())  # taking a letter apart may bring a capital to light: 𝕊, ㎑
    return _SPACES.sub(" ", plain).strip()


def squeeze(text: str) -> str:
    """One space between words, none around."""
    return _SPACES.sub(" ", text).strip()


def sort_key(text: str, language: str) -> str:
    """A key whose order by code point is the order of that language's dictionaries.

    German umlauts sort as their plain letters (DIN 5007-1), Polish letters with a mark follow the plain letter. Equal keys are told
    apart by the text itself, which stands behind them.
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("~", " ").translate(OWN_LETTERS.get(language, {}))
    plain = unaccent(folded)
    letters = _APART.sub(" ", plain) if plain.isascii() else plain
    return f"{letters.strip()}\x01{squeeze(text)}"
