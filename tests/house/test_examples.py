"""The examples of the guide to the API call what the client has, with what it takes."""

import ast
import inspect
import re
from typing import Any

from tests.house.sources import ROOT

from kantor.client import Kantor

GUIDE = ROOT / "docs/guides/use-the-api.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LONGEST_LINES = 12


def calls(code: str) -> list[tuple[str, ast.Call]]:
    """(name behind `kantor.`, call) of each call of the client in a block."""
    found = []
    for node in ast.walk(ast.parse(code)):
        name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name.startswith("kantor."):
            found.append((name.removeprefix("kantor."), node))
    return found


def test_the_examples_call_what_there_is_with_what_it_takes() -> None:
    client = Kantor("http://localhost", "kantor_none")
    found = [one for block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")) for one in calls(block)]
    assert len(found) > 10
    for name, call in found:
        method: Any = client
        for part in name.split("."):
            method = getattr(method, part)
        inspect.signature(method).bind(*call.args, **{one.arg: one.value for one in call.keywords if one.arg})


def test_the_examples_are_short() -> None:
    assert [block for block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")) if len(block.splitlines()) > LONGEST_LINES] == []
