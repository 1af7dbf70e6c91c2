"""Loads the structure of FA(3) from `fa3_structure.txt`: what an element may contain, in which order, and what its value looks like."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from kantor.engines.einvoice.readers.fa3_values import Form, form_of

_TOKEN = re.compile(r"[()|]|\)?(?:\?|\{\d+,\d+\})|[A-Za-z_0-9]+:[A-Za-z_0-9]+")
_COUNT = re.compile(r"\?|\{(\d+),(\d+)\}")


class Part(NamedTuple):
    """A place in a content model: one element (`name` and `type`), all of `parts` in order, or a choice of one; least to most times.

    first: names that can begin it; empty: it may stand for nothing even when it is asked for.
    """

    name: str
    type: str
    parts: "tuple[Part, ...]"
    choice: bool
    least: int
    most: int
    first: frozenset[str]
    empty: bool


class Container(NamedTuple):
    """An element that holds elements: its content, the type of each name it knows, and the attributes it must have."""

    content: Part
    types: dict[str, str]
    attributes: dict[str, frozenset[str]]


class Structure(NamedTuple):
    """names: every element the structure knows; repeating: those that may stand several times in one place."""

    containers: dict[str, Container]
    values: dict[str, Form]
    names: frozenset[str]
    repeating: frozenset[str]


def _group(parts: tuple[Part, ...], *, choice: bool, least: int = 1, most: int = 1) -> Part:
    first: set[str] = set()
    for part in parts:
        first |= part.first
        if not choice and part.least and not part.empty:
            break
    can_be_empty = (any if choice else all)(part.empty or not part.least for part in parts)
    return Part("", "", parts, choice, least, most, frozenset(first), can_be_empty)


def _counted(part: Part, words: list[str]) -> Part:
    if words and (count := _COUNT.fullmatch(words[0])):
        words.pop(0)
        least, most = (int(count[1]), int(count[2])) if count[1] else (0, 1)
        return part._replace(least=least, most=most)
    return part


def _parse(words: list[str]) -> Part:
    """The parts up to the closing bracket or the end; `words` is used up on the way."""
    branches: list[list[Part]] = [[]]
    while words and words[0] != ")":
        word = words.pop(0)
        if word == "|":
            branches.append([])
        elif word == "(":
            inner = _parse(words)
            words.pop(0)
            branches[-1].append(_counted(inner, words))
        else:
            name, _, type_ = word.partition(":")
            branches[-1].append(_counted(Part(name, type_, (), False, 1, 1, frozenset({name}), False), words))
    if len(branches) == 1:
        return _group(tuple(branches[0]), choice=False)
    return _group(tuple(b[0] if len(b) == 1 else _group(tuple(b), choice=False) for b in branches), choice=True)


def _types(part: Part) -> dict[str, str]:
    if part.name:
        return {part.name: part.type}
    return {name: type_ for inner in part.parts for name, type_ in _types(inner).items()}


def _repeating(part: Part) -> set[str]:
    if part.name:
        return {part.name} if part.most > 1 else set()
    return {name for inner in part.parts for name in _repeating(inner)}


def _lines(text: str) -> dict[str, list[str]]:
    """Section -> its lines, continuation lines joined to the line they continue."""
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line[:1] in (" ", "\t"):
            current[-1] += " " + line.strip()
        elif line and not line.startswith("#"):
            current.append(line)
    return sections


@cache
def load() -> Structure:
    """The structure of FA(3), read once."""
    sections = _lines(resources.files(__package__).joinpath("fa3_structure.txt").read_text("utf-8"))
    containers = {}
    for line in sections["elements"]:
        head, _, content = line.partition(" = ")
        name, *attributes = head.split()
        part = _parse(_TOKEN.findall(content))
        wanted = (word[1:].split("=", 1) for word in attributes)
        containers[name] = Container(part, _types(part), {key: frozenset(values.split("|")) for key, values in wanted})
    values = {}
    for line in sections["values"]:
        name, white_space, rule = line.split(None, 2)
        values[name] = form_of(white_space, rule)
    names = frozenset(name for container in containers.values() for name in container.types)
    repeating = frozenset(name for container in containers.values() for name in _repeating(container.content))
    return Structure(containers, values, names, repeating)
