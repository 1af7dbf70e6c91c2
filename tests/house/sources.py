"""The project's files as the house tests read them: what is tracked, and each Python module parsed once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
GENERATED = ("migrations",)

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A Python file: its path from the root, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def dotted(self) -> str:
        return self.path.removeprefix("src/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Each function and method with its name within the module."""
        yield from _functions(self.tree, "")


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield prefix + child.name, child
        name = f"{child.name}." if isinstance(child, Function | ast.ClassDef) else ""
        yield from _functions(child, prefix + name)


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the project, as git knows it; outside a clone, every file that is not hidden or made by tools."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return tuple(sorted(name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()))
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return tuple(sorted(str(path) for path in found if not any(part.startswith((".", "__")) for part in path.parts[:-1])))


@cache
def modules(folder: str = "") -> tuple[Module, ...]:
    """The Python modules below `folder` (src/kantor, tests, ...), without migrations, which Django writes."""
    names = [name for name in tracked() if name.endswith(".py") and name.startswith(folder) and "/migrations/" not in name]
    return tuple(_module(name) for name in names)


@cache
def _module(name: str) -> Module:
    text = (ROOT / name).read_text(encoding="utf-8")
    return Module(name, text, ast.parse(text))
