"""Makes papers: a seeded sample of documents in four languages, each as PDF with the truth about what it says."""

import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import typst

from kantor.demo.papers.invoice import Paper, invoice
from kantor.demo.papers.layouts import style

LANGUAGES = ("de", "en", "pl", "id")


def invoices(count: int, *, seed: int, layouts: Sequence[str], credit_share: float = 0.12) -> Iterator[Paper]:
    """So many invoices and credit notes, the languages and layouts in turn; the same seed gives the same papers."""
    for place in range(count):
        chance = random.Random(f"{seed}-{place}")  # noqa: S311 - papers that come out the same each time, no secret
        language, layout = LANGUAGES[place % len(LANGUAGES)], layouts[(place // len(LANGUAGES)) % len(layouts)]
        is_credit = chance.random() < credit_share
        yield invoice(f"{seed}-{place:04d}", language, layout, style(layout, chance), chance, is_credit=is_credit)


def pdf(paper: Paper) -> bytes:
    """The paper as PDF with a text layer."""
    inputs = {"paper": json.dumps(paper.content, ensure_ascii=False)}
    done = typst.compile(_template(), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    if not isinstance(done, bytes):
        raise TypeError("typst gave no single PDF")
    return done


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("paper.typ").read_bytes()
