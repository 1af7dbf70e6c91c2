"""Search: what is remembered of a document's words when it is filed, and finding documents by them within the acting clients."""

import re
from typing import Any, NamedTuple

from kantor.kit.text import fold
from kantor.spine.documents.queries import QUERIES
from kantor.words import DocumentType, Kind, Reading

LONGEST = 20_000
"""Characters remembered of one document; beyond, the original itself must be read."""
NAMED = frozenset({Kind.IBAN, Kind.VAT_ID, Kind.PARTY})
_WORD = re.compile(r"\w+")
_SHORTEST_PART = 3


class Found(NamedTuple):
    """A document that matches; likeness is only good for comparing hits with one another."""

    client_id: int
    document_id: int
    likeness: float


def search(text: str, *, at_most: int = 200) -> list[Found]:
    """Documents of the acting clients by their words in any of the house's languages, parts of numbers, or names written nearly so."""
    wanted = fold(text)
    if not _WORD.search(wanted):
        return []
    pattern = re.sub(r"([\\%_])", r"\\\1", wanted)
    part = f"%{pattern}%" if len(wanted) >= _SHORTEST_PART else f"{pattern}%"
    words = wanted.split()
    is_plain = all(_WORD.fullmatch(word) and len(word) > 1 for word in words)
    beginnings = " & ".join(f"{word}:*" for word in words) if is_plain else ""  # of a number like S-2, the pieces begin too many words
    return [Found(*row) for row in QUERIES.rows("search", wanted=wanted, beginnings=beginnings, part=part, at_most=at_most)]


def remembered(type: DocumentType, reading: Reading, document_id: int) -> dict[str, Any]:
    """What the search keeps of a reading: every word once, and apart from them the numbers and names that people look for in parts."""
    named = {field.key for field in type.fields if field.column in ("number", "party_name") or field.kind in NAMED}
    names = dict.fromkeys(fold(value.text) for key, value in reading.values.items() if key in named and value.text)
    words = fold(" ".join(dict.fromkeys(value.text for _, value in reading.every())))
    return {"document_id": document_id, "text": words[:LONGEST], "names": " ".join(names)[:LONGEST]}
