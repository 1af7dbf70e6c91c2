"""Asking: each question of a batch is put once to the part of the house that answers it."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from kantor.words import Answers, Ask
from kantor.words.question import Answer


class _Installed:
    answers: Mapping[str, Answer] = MappingProxyType({})


def install(answers: Mapping[str, Answer]) -> None:
    """Called once at start-up by the site with every question that somebody in the house answers."""
    _Installed.answers = MappingProxyType(dict(answers))


def questions() -> frozenset[str]:
    """The questions that are answered in this house."""
    return frozenset(_Installed.answers)


def ask(asks: Iterable[Ask], as_of: date) -> Answers:
    """Answers for the acting client by ask, None where nothing is known; equal asks are put once, each provider is called once.

    Raises LookupError for a question that nobody answers: a rule was installed without the part that it needs.
    """
    by_question: dict[str, dict[Ask, None]] = {}
    for one in asks:
        by_question.setdefault(one.question, {})[one] = None
    answers: dict[Ask, object] = {}
    for question, distinct in sorted(by_question.items()):
        answer = _Installed.answers.get(question)
        if answer is None:
            raise LookupError(f"nobody answers the question {question}")
        found = answer(tuple(distinct), as_of)
        answers.update((one, found.get(one)) for one in distinct)
    return answers
