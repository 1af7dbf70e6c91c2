"""Texts are told apart by language and by what they are about; a classifier abstains where it was not right often enough."""

import random

import pytest

from kantor.engines import language
from kantor.engines.language import Classifier, Example

TEXTS = {
    "de": "Bitte überweisen Sie den Rechnungsbetrag innerhalb von vierzehn Tagen auf unser Konto.",
    "en": "Please transfer the amount of this invoice to our account within fourteen days.",
    "pl": "Prosimy o zapłatę kwoty faktury w ciągu czternastu dni na nasz rachunek.",
    "id": "Mohon transfer jumlah tagihan ini ke rekening kami dalam waktu empat belas hari.",
}
SAYS = {
    "card": ("my card has not arrived", "where is the card I ordered", "the new card never came", "I still wait for my card"),
    "refund": ("I want my money back", "please refund the purchase", "when do I get the refund", "give me a refund for this"),
    "limit": ("please raise my limit", "my limit is too low", "what is the limit of my account", "a higher limit is needed"),
}


@pytest.mark.parametrize("expected", TEXTS)
def test_a_language_is_told(expected: str) -> None:
    guess = language.detect(TEXTS[expected])
    assert (guess.label, guess.is_sure) == (expected, True)


def test_nothing_is_in_no_language() -> None:
    assert not language.detect("").is_sure
    assert not language.detect("123 456,00 - 7/8").is_sure


def examples() -> list[Example]:
    chance = random.Random(3)
    endings = ("today", "please", "since Monday", "thank you", "now", "again")
    return [Example(f"{chance.choice(says)} {chance.choice(endings)}", label) for label, says in SAYS.items() for _ in range(40)]


def test_a_classifier_learns_from_examples_and_keeps_what_it_learnt_as_bytes() -> None:
    trained = language.train(examples(), precision=0.95)
    assert trained.right >= 0.95 * trained.held_out
    kept = Classifier.from_bytes(trained.classifier.as_bytes())
    assert kept == trained.classifier
    guess = kept.classify("the card that I ordered has never arrived")
    assert (guess.label, guess.is_sure) == ("card", True)


def test_a_classifier_abstains_where_nothing_shows_that_it_is_right() -> None:
    mixed = [one._replace(label=random.Random(place).choice(list(SAYS))) for place, one in enumerate(examples())]
    trained = language.train(mixed, precision=0.99)
    assert trained.sure < 0.2 * trained.held_out
