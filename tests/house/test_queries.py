"""SQL by name: each statement says what it is for, is valid, is used, and may be run by the application role."""

import re
from typing import Any

import psycopg
import pytest
from tests.house.sources import ROOT, modules, tracked

STATEMENTS = [name for name in tracked() if name.startswith("src/kantor/") and "/queries/" in name and name.endswith(".sql")]
PARAMETER = re.compile(r"%\((\w+)\)[sbt]")


@pytest.mark.parametrize("name", STATEMENTS, ids=lambda name: name.removeprefix("src/kantor/"))
def test_each_statement_can_be_prepared_by_the_application(name: str, app_connection: psycopg.Connection[Any]) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.startswith("-- "), "the first line says what the statement is for"
    places: dict[str, int] = {}
    prepared = PARAMETER.sub(lambda match: f"${places.setdefault(match.group(1), len(places) + 1)}", text).replace("%%", "%")
    try:
        app_connection.execute(f"PREPARE checked AS {prepared.rstrip().rstrip(';')}".encode())
    finally:
        app_connection.execute("DEALLOCATE ALL")


def test_each_statement_is_used() -> None:
    sources = "\n".join(module.text for module in modules("src/kantor"))
    names = [name.rsplit("/", 1)[1].removesuffix(".sql") for name in STATEMENTS]
    assert [name for name in names if f'"{name}"' not in sources] == []
