"""The ways in which the papers of a language name a thing, one of them chosen each time."""

import random

from kantor.demo.papers.parties import table


class Sayings:
    """One of the sayings of a list (`invoices`, `receipts`) for each key, filled with what is given."""

    def __init__(self, of: str, language: str, chance: random.Random) -> None:
        self.table = table(of)[language]
        self.chance = chance

    def __call__(self, key: str, **given: str) -> str:
        text: str = self.chance.choice(self.table[key])
        for name, value in given.items():
            text = text.replace("{" + name + "}", value)
        return text
