"""Lessons: under which names the house remembers a value that a person typed, and what it was taught."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kantor.words.question import Answers, Ask

QUESTION = "documents.lessons"


class Lesson(NamedTuple):
    """scope: whose habit it is, such as the supplier with the id 17 (`party:17`) or whoever writes this name (`name:papier gmbh`);
    about: what it is about within the scope, the most specific first (`account:copy paper`, `account:`)."""

    scope: str
    about: tuple[str, ...]


def lessons_asked(type: str, scope: str) -> Ask:
    """The question what people taught about documents of a type; the answer is {about: {value, person, on, document, number, decided}}."""
    return Ask(QUESTION, (type, scope))


def taught(answers: Answers, type: str, lesson: Lesson) -> Mapping[str, Any] | None:
    """What was taught last for the most specific thing that somebody taught; None where nobody taught anything."""
    known = answers.get(lessons_asked(type, lesson.scope)) or {}
    return next((known[about] for about in lesson.about if about in known), None)
