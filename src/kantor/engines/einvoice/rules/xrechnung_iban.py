"""Whether a text is an IBAN as the German rules check it: two letters, two digits, up to thirty characters, remainder 1 modulo 97."""

import re

_IBAN = re.compile("[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{0,30}")


def is_iban(text: str) -> bool:
    """True for an IBAN with valid check digits; white space does not count (ISO 13616, ISO 7064 MOD 97-10)."""
    iban = "".join(text.split())
    if not _IBAN.fullmatch(iban):
        return False
    # Letters count 10 to 35; a small letter keeps its place in ASCII, so that it fails as in the official check.
    figures = "".join(str(ord(sign) - 55 if ord(sign) > 64 else ord(sign) - 48) for sign in iban[4:] + iban[:4])
    return int(figures) % 97 == 1
