"""Finds what is built in: parts with tables, templates or addresses, and what each department declares in its department.py."""

import importlib
import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parents[1]


def installed(parent: str, names: Iterable[str] | None = None) -> list[str]:
    """The packages below `parent` (a dotted path within kantor) that are there, in the given order, else by name."""
    folder = PACKAGE / parent.replace(".", "/")
    prefix = f"kantor.{parent}." if parent else "kantor."
    wanted = names if names is not None else sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    return [prefix + name for name in wanted if (folder / name / "__init__.py").exists()]


def having(module: str, packages: Iterable[str]) -> list[str]:
    """The packages that have a module of this name."""
    return [package for package in packages if (PACKAGE.parent / package.replace(".", "/") / f"{module}.py").exists()]


@cache
def departments() -> tuple[ModuleType, ...]:
    """Each department's `department.py`, imported; needs Django to be set up."""
    return tuple(importlib.import_module(f"{name}.department") for name in having("department", installed("departments")))


def folder_of(package: str) -> Path:
    """Where an installed package lies, for the files that come with it."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(found.submodule_search_locations)))
