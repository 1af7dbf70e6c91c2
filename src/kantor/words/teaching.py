"""What people taught a client's office about papers: where values stand on those of a sender, and the model grown from all of them."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kantor.words.page import Page, page_of

TAUGHT_BY = "taught"
"""How Source.path of a value from a page begins where an earlier paper showed its place; behind it, parted by tabs, stands which."""
BESIDE, BELOW, SAME = "beside", "below", "same"
"""How a value was known again: by the words to its left, by those above it, because all papers of the sender say the same."""


class Shown(NamedTuple):
    """A value that a person said is right; page (from 1) and box (in parts of it): where it stands, 0 and None where nobody pointed."""

    value: str
    page: int = 0
    box: tuple[float, float, float, float] | None = None


class TaughtPaper(NamedTuple):
    """An earlier paper of the same sender, and by address what people said that it says. id, number, on: which document that is."""

    id: int
    number: str
    on: str
    pages: Sequence[Page]
    shown: Mapping[str, Shown]


class Teaching(NamedTuple):
    """What a reader of pages is handed: the client's own model (b'' where it has none) with the name it gets, and earlier papers of the
    same sender, the newest first; kinds: the client's own classifier of papers, b'' where it has none."""

    model: bytes = b""
    name: str = ""
    papers: Sequence[TaughtPaper] = ()
    kinds: bytes = b""

    def as_json(self) -> dict[str, Any]:
        papers = [[one.id, one.number, one.on, one.pages, one.shown] for one in self.papers]
        model, kinds = (base64.b64encode(one).decode() for one in (self.model, self.kinds))
        return {"model": model, "name": self.name, "papers": papers, "kinds": kinds}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Teaching":
        papers = [
            TaughtPaper(id, number, on, [page_of(page) for page in pages], {key: shown_of(one) for key, one in shown.items()})
            for id, number, on, pages, shown in told["papers"]
        ]
        return cls(base64.b64decode(told["model"]), told["name"], papers, base64.b64decode(told["kinds"]))


class Taught(NamedTuple):
    """The evidence of a value that an earlier paper showed: how it was known again, that document, and the words by which."""

    how: str
    document_id: int
    number: str
    on: str
    words: str

    def as_path(self) -> str:
        told = (self.number, self.on, self.words)
        return "\t".join([TAUGHT_BY, self.how, str(self.document_id), *(one.replace("\t", " ") for one in told)])


def taught_by(path: str) -> Taught | None:
    """The evidence in a Source.path; None where the value was found in another way."""
    begin, *told = path.split("\t")
    if begin != TAUGHT_BY or len(told) != 5:
        return None
    how, document_id, number, on, words = told
    return Taught(how, int(document_id), number, on, words)


def shown_of(told: Sequence[Any]) -> Shown:
    value, page, box = told
    return Shown(value, page, tuple(box) if box else None)
