"""Which letters the bytes of a text file stand for: banks say it seldom, and write in the code pages of their countries."""

import codecs

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
WESTERN, CENTRAL = "cp1252", "cp1250"
_CENTRAL_SIGNS = frozenset("¹³¿¼¾ìÌŸœõ")
"""What letters of Poland, Czechia and Hungary look like where they are taken for western ones, and what seldom stands in western text."""


def load_letters() -> None:
    """Load the code pages, for whoever may not open files later."""
    for encoding in (WESTERN, CENTRAL, *(encoding for _, encoding in MARKS)):
        codecs.lookup(encoding)


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the encoding it was read in. Never fails: what no code page knows becomes a replacement sign."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        western = data.decode(WESTERN, "replace")
    if _CENTRAL_SIGNS.isdisjoint(western):
        return western, WESTERN
    return data.decode(CENTRAL, "replace"), CENTRAL
