"""What things are called: a clerk's words, dates `_on`, moments `_at`, and a sentence at the head of each module."""

import ast
import re

from django.apps import apps
from django.db import models
from tests.house.sources import modules

# Words that say nothing about what lies behind them.
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "misc"}
# Honest words within a name (taxable base, services rendered, branch manager), empty when they are what the thing is.
EMPTY_AT_THE_END = {"base", "manager", "managers", "service"}
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
NOW = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
}
BOUNDS = ("from", "until", "after")
# The doors to the world, where a request or a command brings its moment with it (allauth and Django call those
# of access within a request).
EDGES = (
    *("kantor.site", "kantor.desk", "kantor.channels"),
    *(f"kantor.spine.access.{module}" for module in ("adapter", "middleware", "session_store")),
)


def _is_empty(name: str, *, of_function: bool = False) -> bool:
    words = [word.lower() for word in WORDS.findall(name)]
    return bool(EMPTY_WORDS & set(words)) or (not of_function and bool(EMPTY_AT_THE_END & set(words[-1:])))


def test_no_name_is_an_empty_word() -> None:
    found = []
    for module in modules():
        if _is_empty(module.path.rsplit("/", 1)[1].removesuffix(".py")):
            found.append(module.path)
        found += [f"{module.path}: {name}" for name, _ in module.functions() if _is_empty(name.rsplit(".", 1)[-1], of_function=True)]
        found += [
            f"{module.path}: {node.name}" for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef) and _is_empty(node.name)
        ]
    assert found == []


def test_each_module_begins_with_a_sentence() -> None:
    silent = []
    for module in modules():
        sentence = (ast.get_docstring(module.tree) or "").split("\n\n")[0].strip()
        is_empty_face = module.path.endswith("__init__.py") and not module.text.strip()
        if not is_empty_face and not (len(sentence) >= 20 and sentence[-1] in ".:?!"):
            silent.append(module.path)
    assert silent == []


def test_dates_end_on_and_moments_end_at() -> None:
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("kantor."):
            continue
        for field in model._meta.local_fields:
            ending = "at" if isinstance(field, models.DateTimeField) else "on" if isinstance(field, models.DateField) else None
            if ending and field.name.rsplit("_", 1)[-1] not in (ending, *BOUNDS) and field.name != "last_login":
                wrong.append(f"{model._meta.label}.{field.name}")
    assert wrong == []


def test_no_column_holds_inexact_numbers() -> None:
    floats = [field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, models.FloatField)]
    assert [str(field) for field in floats if field.model.__module__.startswith("kantor.")] == []


def test_today_and_now_are_arguments() -> None:
    asking = []
    for module in modules("src/kantor"):
        if module.dotted.startswith(EDGES):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in NOW:
                asking.append(f"{module.path}:{node.lineno}")
    assert asking == []


def test_absent_on_purpose() -> None:
    """No signals, no logic in save(), no star imports, no string that names code to import."""
    found = []
    for module in modules("src/kantor"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and (any(name.name == "*" for name in node.names) or node.module == "django.dispatch"):
                found.append(f"{module.path}:{node.lineno} {ast.unparse(node)}")
            if isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in module.path:
                found.append(f"{module.path}:{node.lineno} save()")
    assert found == []
