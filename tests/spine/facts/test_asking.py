"""Each question of a batch is put once, and every ask gets an answer."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from kantor.spine import facts
from kantor.spine.facts import asking
from kantor.words import Answers, Ask

TODAY = date(2026, 5, 20)


class Stock:
    """Answers from a dict and remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[Ask, ...], date]] = []

    def __call__(self, asks: Sequence[Ask], as_of: date) -> Answers:
        self.asked.append((tuple(asks), as_of))
        return {ask: int(ask.about[0]) for ask in asks if ask.about[0] != "0"}


@pytest.fixture
def stock() -> Iterator[Stock]:
    before = asking._Installed.answers
    provider = Stock()
    facts.install({"warehouse.stock": provider, "warehouse.ordered": lambda asks, as_of: dict.fromkeys(asks, True)})
    yield provider
    facts.install(before)


def test_a_question_is_put_once_for_all_who_ask(stock: Stock) -> None:
    one, two = Ask("warehouse.stock", ("1",)), Ask("warehouse.stock", ("2",))
    assert facts.ask([one, two, one, Ask("warehouse.ordered", ("7",)), two], TODAY) == {
        one: 1,
        two: 2,
        Ask("warehouse.ordered", ("7",)): True,
    }
    assert stock.asked == [((one, two), TODAY)]


def test_what_nobody_knows_is_none(stock: Stock) -> None:
    unknown = Ask("warehouse.stock", ("0",))
    assert facts.ask([unknown], TODAY) == {unknown: None}


def test_a_batch_without_questions_asks_nobody(stock: Stock) -> None:
    assert facts.ask([], TODAY) == {}
    assert stock.asked == []


def test_a_question_that_nobody_answers_is_an_error(stock: Stock) -> None:
    assert facts.questions() == {"warehouse.stock", "warehouse.ordered"}
    with pytest.raises(LookupError, match=r"warehouse\.weather"):
        facts.ask([Ask("warehouse.weather", ())], TODAY)
