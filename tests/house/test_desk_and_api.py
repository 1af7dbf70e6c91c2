"""Everything the desk does, programs can do as well: each address of the desk has its route, or a reason why only people have it.

The tables of docs/reference/desk-and-api.md are what is held against the desk and the API, so that they stay true.
"""

import re
from collections import Counter
from typing import NamedTuple

from tests.house.sources import ROOT
from tests.house.test_api_permissions import routes
from tests.house.test_permissions import addresses

PAGE = ROOT / "docs/reference/desk-and-api.md"
CLIENT = ROOT / "src/kantor/client"
ROW = re.compile(r"^\| `([a-z_]+:[a-z_]+)` \| (.+) \|$", re.MULTILINE)
ROUTE = re.compile(r"`((?:GET|POST|PATCH|PUT|DELETE) /[^` ]*)`")
SHORTEST_REASON = 20


class Row(NamedTuple):
    """address: a name of the desk's urls; says: routes, or why there is none."""

    address: str
    says: str


def rows() -> list[Row]:
    return [Row(*found) for found in ROW.findall(PAGE.read_text(encoding="utf-8"))]


def test_each_address_of_the_desk_stands_in_one_table() -> None:
    told, there = Counter(row.address for row in rows()), Counter(one.name for one in addresses())
    assert told == there


def test_the_routes_that_stand_there_exist() -> None:
    known = {one.name for one in routes()}
    named = {route for row in rows() for route in ROUTE.findall(row.says)}
    assert len(named) > 40
    assert sorted(named - known) == []


def test_whatever_has_no_route_has_a_reason() -> None:
    silent = [row.address for row in rows() if not ROUTE.search(row.says) and len(row.says) < SHORTEST_REASON]
    assert silent == []


def test_the_python_client_knows_every_route() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CLIENT.glob("*.py")))
    paths = {re.sub(r"{(?:\w+:)?(\w+)}", "{}", one.path) for one in routes()}
    written = {re.sub(r"{[^}]*}", "{}", found) for found in re.findall(r"[\"'`](/[a-z][^\"'`\s]*)", text)}
    # What is done with a document goes by its name through `do`.
    by_name = {f"/documents/{{}}/{one}" for one in re.findall(r"[a-z-]+", _named_in_do(text))}
    assert sorted(paths - written - by_name) == []


def _named_in_do(text: str) -> str:
    """The sentence of `do` that lists what it takes, and what the other methods give it."""
    listed = re.search(r'"""Anything else: ([^"]*)"""', text)
    assert listed is not None
    return " ".join([listed.group(1), *re.findall(r'self\.do\(seen, "([a-z-]+)"', text)])
