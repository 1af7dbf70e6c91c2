"""Makes papers: a seeded sample of documents in four languages, each as PDF with the truth about what it says."""

import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import typst

from kantor.demo.papers import other as other_papers
from kantor.demo.papers.deal import Paper, deal
from kantor.demo.papers.invoice import invoice
from kantor.demo.papers.layouts import HELD_OUT, TRAINED, style
from kantor.demo.papers.other import KINDS, other
from kantor.demo.papers.receipt import receipt

LANGUAGES = ("de", "en", "pl", "id")


def invoices(count: int, *, seed: int, layouts: Sequence[str], credit_share: float = 0.12, untaxed_share: float = 0.0) -> Iterator[Paper]:
    """So many invoices and credit notes, the languages and layouts in turn; the same seed gives the same papers."""
    for place in range(count):
        chance = random.Random(f"{seed}-{place}")  # noqa: S311 - papers that come out the same each time, no secret
        language, layout = LANGUAGES[place % len(LANGUAGES)], layouts[(place // len(LANGUAGES)) % len(layouts)]
        is_credit = chance.random() < credit_share
        look = style(layout, chance)
        one = deal(language, chance, is_credit=is_credit, untaxed_share=untaxed_share)
        yield invoice(f"{seed}-{place:04d}", one, layout, look, chance)


def receipts(count: int, *, seed: int) -> Iterator[Paper]:
    """So many receipts, the languages in turn."""
    for place in range(count):
        chance = random.Random(f"{seed}-receipt-{place}")  # noqa: S311 - the same receipts each time, no secret
        yield receipt(f"{seed}-r{place:04d}", LANGUAGES[place % len(LANGUAGES)], chance)


def others(count: int, *, seed: int, wording: str = other_papers.TRAINED) -> Iterator[Paper]:
    """So many papers that are no invoices, kinds and languages in turn; those that are not for training have layouts kept from it, too."""
    layouts = TRAINED if wording == other_papers.TRAINED else HELD_OUT
    for place in range(count):
        chance = random.Random(f"{seed}-other-{place}")  # noqa: S311 - the same papers each time, no secret
        kind, language = KINDS[place % len(KINDS)], LANGUAGES[(place // len(KINDS)) % len(LANGUAGES)]
        name = f"{wording}-{seed}-{place:04d}"
        yield other(name, kind, language, style(chance.choice(layouts), chance), chance)


def pdf(paper: Paper) -> bytes:
    """The paper as PDF with a text layer."""
    inputs = {"paper": json.dumps(paper.content, ensure_ascii=False)}
    done = typst.compile(
        _template("receipt" if paper.type == "receipt" else "paper"), format="pdf", sys_inputs=inputs, ignore_system_fonts=True
    )
    if not isinstance(done, bytes):
        raise TypeError("typst gave no single PDF")
    return done


@cache
def _template(name: str) -> bytes:
    return resources.files(__package__).joinpath(f"{name}.typ").read_bytes()
