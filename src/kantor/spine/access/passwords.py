"""Which passwords are guessed first although they are long: a few letters again and again, rows of keys, the names of the house."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from kantor.kit.say import say

HOUSE_WORDS = ("kantor", "password", "passwort", "haslo", "hasło", "katasandi", "sandi", "invoice", "rechnung", "faktura", "buchhaltung")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "12345678901234567890")
FEWEST_LETTERS = 5
LEFT_OVER = 5
"""So many signs must be left when words of the house and rows of keys are taken away."""
ROW_SIGNS = 4


class EasilyGuessed:
    """Django asks it about each new password, after its length and the list of the most common ones (ASVS 6.2.4, 6.2.11)."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError where it is easily guessed; `user` has been looked at by Django's own validator."""
        plain = password.casefold()
        rest = _rest(plain)
        if len(set(plain)) < FEWEST_LETTERS or (rest != plain and len(re.sub(r"[\W\d_]+$", "", rest)) < LEFT_OVER):
            raise ValidationError(self.get_help_text(), code="password_easily_guessed")

    def get_help_text(self) -> str:
        from django.utils import translation

        return say("access.password_easily_guessed", (translation.get_language() or "en")[:2], {})


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
