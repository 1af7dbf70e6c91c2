"""Knows the harmless string by which virus scanners are tried (eicar.org), plain or in base64, so that a file with it is not opened.

This is no virus scanner; it shows that what a scanner would find goes the same way.
"""

import base64

NAME = "EICAR"
_TRIAL = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# Plain, and as it looks within base64 at each of three offsets.
_SIGNS = (_TRIAL, *(base64.b64encode(b"-" * offset + _TRIAL)[4 * (offset > 0) : -4] for offset in range(3)))
_BETWEEN = b" \t\r\n"


def is_harmful(data: bytes) -> bool:
    """Whether the string stands in the file, on one line or over several, as base64 is usually broken."""
    together = data.translate(None, _BETWEEN)
    return any(sign in together for sign in _SIGNS)
