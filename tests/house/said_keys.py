"""Which keys of sentences the code names when it finds or refuses something, read from its syntax trees."""

import ast
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import NamedTuple

from tests.house.sources import Function, Module

SHORT = re.compile(r"[a-z][a-z0-9_]*")
DOTTED = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


class Said(NamedTuple):
    """A key named at `place`; its prefix is one of `prefixes` ('' where the key is whole); evidence: what its blanks are filled with,
    None where that cannot be read from the tree; is_noted: only said beside the document, never a reason for a task."""

    place: str
    key: str
    prefixes: tuple[str, ...]
    evidence: frozenset[str] | None
    is_noted: bool = False

    def candidates(self) -> list[str]:
        return [f"{prefix}.{self.key}" if prefix else self.key for prefix in self.prefixes]


def said_in(modules: Iterable[Module]) -> list[Said]:
    """Every key that these modules give to a finding or a refusal, directly or through a function of theirs that takes a `key` first."""
    sources = tuple(modules)
    functions = [(name.rsplit(".", 1)[-1], function) for module in sources for name, function in module.functions()]
    makers = {name: function.args.kwarg is not None for name, function in functions if _makes(function)}
    prefixes = tuple(dict.fromkeys(prefix for module in sources for prefix in _prefixes(module)))
    return [said for module in sources for said in _of_module(module, makers, prefixes)]


def _makes(function: Function) -> bool:
    arguments = [argument.arg for argument in function.args.args]
    return bool(arguments) and arguments[0] == "key" and not function.name.startswith("test_")


def _of_module(module: Module, makers: Mapping[str, bool], prefixes: tuple[str, ...]) -> Iterator[Said]:
    texts = _assigned(module.tree)
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        place, is_noted = f"{module.path}:{node.lineno}", "Severity.OK" in ast.unparse(node)
        given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
        if name in ("Finding", "Refusal", "Unreadable"):
            value = given.get("key", node.args[0] if node.args else None)
            whole = _whole(module, value)
            if whole and DOTTED.fullmatch(whole):
                yield Said(place, whole, ("",), _names(given.get("evidence"), absent="evidence" not in given), is_noted)
        elif name in makers and node.args:
            is_told = makers[name] and all(keyword.arg for keyword in node.keywords)  # the evidence is what is named in the call
            evidence = frozenset(given) - {"two_people"} if is_told else None
            for short in _texts(node.args[0], texts):
                if DOTTED.fullmatch(short):
                    yield Said(place, short, ("",), None, is_noted)
                elif SHORT.fullmatch(short) and prefixes:
                    yield Said(place, short, prefixes, evidence, is_noted)


def _prefixes(module: Module) -> Iterator[str]:
    """What stands before the key in `Finding(key=f"<here>.{key}")`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            for keyword in node.keywords:
                if keyword.arg == "key" and isinstance(keyword.value, ast.JoinedStr) and _whole(module, keyword.value) is None:
                    before = "".join(_part(module, part) or "" for part in keyword.value.values[:-1])
                    yield before.rstrip(".")


def _whole(module: Module, value: ast.expr | None) -> str | None:
    """The text of a constant or of an f-string made of a module's constants; None where it is only known at run time."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        parts = [_part(module, part) for part in value.values]
        return None if None in parts else "".join(part or "" for part in parts)
    return None


def _part(module: Module, part: ast.expr) -> str | None:
    if isinstance(part, ast.Constant):
        return str(part.value)
    if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and part.value.id.isupper():
        return str(getattr(_imported(module.dotted), part.value.id))
    return None


@cache
def _imported(dotted: str) -> ModuleType:
    return importlib.import_module(dotted)


def _assigned(tree: ast.Module) -> Mapping[str, set[str]]:
    """Local name -> the texts that are assigned to it, alone or in a tuple with others."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for name in (inner.id for target in node.targets for inner in ast.walk(target) if isinstance(inner, ast.Name)):
                values = (inner for inner in ast.walk(node.value) if isinstance(inner, ast.Constant) and isinstance(inner.value, str))
                found.setdefault(name, set()).update(str(inner.value) for inner in values)
    return found


def _texts(value: ast.expr, assigned: Mapping[str, set[str]]) -> Iterable[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return (value.value,)
    return sorted(assigned.get(value.id, ())) if isinstance(value, ast.Name) else ()


def _names(value: ast.expr | None, *, absent: bool) -> frozenset[str] | None:
    """Keys of a dict that is written out; nothing where there is none; None where it is made elsewhere."""
    if absent:
        return frozenset()
    if isinstance(value, ast.Dict) and all(isinstance(key, ast.Constant) for key in value.keys):
        return frozenset(str(key.value) for key in value.keys if isinstance(key, ast.Constant))
    return None
