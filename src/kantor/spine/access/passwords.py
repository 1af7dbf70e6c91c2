"""Which passwords are guessed first although they are long: a few letters again and again, rows of keys, the names of the house, what
others have had with figures around it, and those of a list of breaches that lies on this host."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from kantor.kit.say import say

HOUSE_WORDS = ("kantor", "password", "passwort", "haslo", "hasło", "katasandi", "sandi", "invoice", "rechnung", "faktura", "buchhaltung")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "12345678901234567890")
FEWEST_LETTERS = 5
LEFT_OVER = 5
"""So many signs must be left when words of the house and rows of keys are taken away."""
ROW_SIGNS = 4
SHORTEST_WORD = 4
AS_LETTERS = str.maketrans("0134578@$!", "oleastbasi")
"""What people write for letters, so that a common word looks like another one."""
SHA1_SIGNS = 40


class EasilyGuessed:
    """Django asks it about each new password, after its length and the list of the most common ones (ASVS 6.2.4, 6.2.11)."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError where it is easily guessed; `user` has been looked at by Django's own validator."""
        plain = password.casefold()
        rest = _rest(plain)
        short = rest != plain and len(re.sub(r"[\W\d_]+$", "", rest)) < LEFT_OVER
        if len(set(plain)) < FEWEST_LETTERS or short or is_much_used(plain):
            raise ValidationError(self.get_help_text(), code="password_easily_guessed")

    def get_help_text(self) -> str:
        from django.utils import translation

        return say("access.password_easily_guessed", (translation.get_language() or "en")[:2], {})


class Breached:
    """Django asks it about each new password: whether it is known from breaches (ASVS 6.2.12). Nobody outside is asked."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError where the list of the setting `breached_passwords_file` has it."""
        if settings.KANTOR.breached_passwords_file and is_breached(password, Path(settings.KANTOR.breached_passwords_file)):
            raise ValidationError(self.get_help_text(), code="password_breached")

    def get_help_text(self) -> str:
        from django.utils import translation

        return say("access.password_breached", (translation.get_language() or "en")[:2], {})


def is_much_used(plain: str) -> bool:
    """Whether a password is one or two of the most common ones, with figures and signs before and behind; plain: in small letters."""
    known = _much_used()
    for stem in {_word(plain), _word(plain.translate(AS_LETTERS))} - {""}:
        cuts = range(SHORTEST_WORD, len(stem) - SHORTEST_WORD + 1)
        if stem in known or any(stem[:cut] in known and stem[cut:] in known for cut in cuts):
            return True
    return False


def is_breached(password: str, file: Path) -> bool:
    """Whether a list has it: a line for each password, beginning with its SHA-1 in hexadecimal, in the order of these, as
    Have I Been Pwned gives out. Some tens of reads, however long the list. OSError where it cannot be read."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().encode()
    with file.open("rb") as lines:
        low, high = 0, file.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()  # the rest of a line that began before
            found = lines.readline()
            if not found or found[:SHA1_SIGNS].lower() >= wanted:
                high = middle
            else:
                low = middle + 1
        lines.seek(low)
        if low:
            lines.readline()
        return lines.readline()[:SHA1_SIGNS].lower() == wanted


@cache
def _much_used() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _word(text: str) -> str:
    """Without figures and signs at both ends."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def _rest(plain: str) -> str:
    for word in HOUSE_WORDS:
        plain = plain.replace(word, "")
    return _without_rows(plain)


def _without_rows(plain: str) -> str:
    """Neighbours on the keyboard or in the alphabet, forwards or backwards, go."""
    kept, at = "", 0
    rows = (*ROWS, *(row[::-1] for row in ROWS))
    while at < len(plain):
        end = at + ROW_SIGNS
        while end <= len(plain) and any(plain[at:end] in row for row in rows):
            end += 1
        length = end - 1 - at
        kept += plain[at] if length < ROW_SIGNS else ""
        at += max(length if length >= ROW_SIGNS else 1, 1)
    return kept
