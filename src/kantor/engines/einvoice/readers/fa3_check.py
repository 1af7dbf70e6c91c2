"""Judges the structure of an FA(3) file as its published schema would, and says where and why, without the schema itself."""

from collections.abc import Iterator
from typing import cast

from lxml import etree

from kantor.engines.einvoice.model import SyntaxFinding
from kantor.engines.einvoice.readers.fa3_structure import Container, Part, Structure, load
from kantor.engines.einvoice.readers.fa3_values import Form
from kantor.engines.einvoice.readers.places import path_of
from kantor.engines.einvoice.readers.xml import local_name

NAMESPACE = "http://crd.gov.pl/wzor/2025/06/25/13775/"
_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_HINTS = {_INSTANCE + "schemaLocation", _INSTANCE + "noNamespaceSchemaLocation"}
_END = ""
_WITH_ATTRIBUTES = etree.XPath("//*[@*]")
_LOOSE_TEXT = etree.XPath("//*[*][text()[normalize-space()]]")  # text beside elements, found in one pass


class _Stuck(Exception):
    """The order breaks at child `index`, where one of `expected` had to come."""

    def __init__(self, index: int, expected: frozenset[str]) -> None:
        self.index = index
        self.expected = expected


def check(root: etree._Element) -> list[SyntaxFinding]:
    """Everything in which the tree departs from the structure; empty exactly where the schema accepts the file.

    Where the root has a wrong namespace that is said once, and the rest is judged as if it were the right one.
    """
    own, _, _ = root.tag.rpartition("}")
    structure = load()
    checker = _Checker(root, own + "}" if own else "", structure)
    checker.container(root, structure.containers["Faktura"])
    found = checker.found
    found += [_finding("CONTENT", holder, local_name(holder)) for holder in cast(list[etree._Element], _LOOSE_TEXT(root))]
    if own != "{" + NAMESPACE:
        found.insert(0, _finding("NAMESPACE", root, own.lstrip("{")))
    return found


def _finding(rule: str, element: etree._Element, evidence: str) -> SyntaxFinding:
    return SyntaxFinding(f"FA3-XSD-{rule}", "fatal", path_of(element), evidence)


class _Checker:
    """Walks the tree and notes in `found` what is wrong; `prefix` is the namespace every element must have, as lxml writes it."""

    def __init__(self, root: etree._Element, prefix: str, structure: Structure) -> None:
        self.with_attributes = set(cast(list[etree._Element], _WITH_ATTRIBUTES(root)))
        self.prefix = prefix
        self.structure = structure
        self.found: list[SyntaxFinding] = []

    def container(self, element: etree._Element, container: Container) -> None:
        if container.attributes or element in self.with_attributes:
            self.found += _attributes(element, container.attributes)
        children = list(element.iterchildren("*"))
        if not children and element.text and element.text.strip():
            self.found.append(_finding("CONTENT", element, local_name(element)))
        names = [self.name(child.tag) for child in children]
        self.found += self.order(element, children, names, container)
        types, containers, values = container.types, self.structure.containers, self.structure.values
        for child, name in zip(children, names, strict=True):
            type_ = types.get(name)
            if type_ is None:
                continue
            if type_ in values:
                self.value(child, values[type_])
            else:
                self.container(child, containers[type_])

    def value(self, element: etree._Element, form: Form) -> None:
        if form.attributes or element in self.with_attributes:
            self.found += _attributes(element, form.attributes)
        text = element.text or ""
        if len(element):
            if any(isinstance(child.tag, str) for child in element):
                self.found.append(_finding("CONTENT", element, local_name(element)))
                return
            text += "".join(child.tail or "" for child in element)
        if not form.accepts(text):
            self.found.append(_finding("VALUE" if text.strip() else "EMPTY", element, text.strip()[:60]))

    def name(self, tag: str) -> str:
        """The local name; with its namespace where that is a foreign one, so that no part of the structure knows it."""
        if tag.startswith(self.prefix):
            return tag[len(self.prefix) :]
        return tag if tag[0] == "{" else "{}" + tag

    def order(
        self, element: etree._Element, children: list[etree._Element], names: list[str], container: Container
    ) -> Iterator[SyntaxFinding]:
        try:
            reached = _consume(container.content, [*names, _END], 0)
            if reached == len(children):
                return
            stuck = _Stuck(reached, frozenset())
        except _Stuck as error:
            stuck = error
        named = False
        for name in _missing(container.content, set(names)):
            named = True
            yield _finding("MISSING", element, name)
        for child, name in zip(children, names, strict=True):
            if name not in container.types:
                named = True
                rule = "NAMESPACE" if name[0] == "{" else "PLACE" if name in self.structure.names else "UNKNOWN"
                yield _finding(rule, child, name)
        if not named:
            yield _first_break(element, children, names, stuck)


def _attributes(element: etree._Element, wanted: dict[str, frozenset[str]]) -> Iterator[SyntaxFinding]:
    for name, values in wanted.items():
        if element.get(name) not in values:
            yield _finding("ATTRIBUTE", element, f"{name}={element.get(name, '')}")
    for attribute in map(str, element.attrib):
        if attribute not in wanted and attribute not in _HINTS:
            yield _finding("ATTRIBUTE", element, attribute.rpartition("}")[2])


def _first_break(element: etree._Element, children: list[etree._Element], names: list[str], stuck: _Stuck) -> SyntaxFinding:
    """What to say where nothing is missing or unknown: an element too often, out of order, or a choice incomplete or made twice."""
    if stuck.index == len(children):
        return _finding("MISSING", element, " | ".join(sorted(stuck.expected)))
    child, name = children[stuck.index], names[stuck.index]
    if name in names[: stuck.index] and name not in stuck.expected:
        return _finding("REPEATED", child, name)
    if stuck.expected & set(names[stuck.index :]) or not stuck.expected:
        return _finding("ORDER", child, name)
    return _finding("MISSING", element, " | ".join(sorted(stuck.expected)))


def _consume(part: Part, names: list[str], index: int) -> int:
    """How far `part` reaches from `index`. The schema is deterministic: the next name alone decides."""
    count = 0
    while count < part.most and names[index] in part.first:
        begun = index
        if part.name:
            index += 1
        elif part.choice:
            index = _consume(next(branch for branch in part.parts if names[index] in branch.first), names, index)
        else:
            for inner in part.parts:
                if names[index] in inner.first or (inner.least and not inner.empty):
                    index = _consume(inner, names, index)
        if index == begun:
            break
        count += 1
    if count < part.least and not part.empty:
        raise _Stuck(index, part.first)
    return index


def _missing(part: Part, present: set[str]) -> Iterator[str]:
    """Elements that must be there whatever else is, and are not."""
    if part.name:
        if part.least and part.name not in present:
            yield part.name
    elif part.choice:
        if part.least and not part.empty and not present & set(_types_of(part)):
            yield " | ".join(sorted(part.first))
    elif part.least or present & set(_types_of(part)):
        for inner in part.parts:
            yield from _missing(inner, present)


def _types_of(part: Part) -> Iterator[str]:
    if part.name:
        yield part.name
    for inner in part.parts:
        yield from _types_of(inner)
