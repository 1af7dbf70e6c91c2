"""docs/security/asvs.md is whole and true: each requirement once with its level, each test that is named is there, each gap is said."""

import ast
import re

from tests.house.sources import ROOT

PAGE = ROOT / "docs/security/asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
WITHOUT_TEST = re.compile(r"(Not applicable|Exception): ([^|]+)")
FEWEST_WORDS = {"Not applicable": 2, "Exception": 10}
# OWASP ASVS 5.0.0: the levels of each section's requirements in their order; 70 of level 1, 183 of level 2, 92 of level 3.
LEVELS = """
1.1 22|1.2 1111122223|1.3 112222222223|1.4 222|1.5 123|2.1 122|2.2 112|2.3 12223|2.4 23|3.1 3|3.2 113|3.3 12223|3.4 11222233
3.5 11122333|3.6 3|3.7 22333|4.1 12233|4.2 23333|4.3 22|4.4 1222|5.1 2|5.2 112333|5.3 113|5.4 222|6.1 122|6.2 111111112222
6.3 11223333|6.4 112233|6.5 22222333|6.6 2223|6.7 33|6.8 2222|7.1 222|7.2 1111|7.3 22|7.4 11222|7.5 223|7.6 22|8.1 1233
8.2 1123|8.3 133|8.4 23|9.1 111|9.2 1222|10.1 22|10.2 223|10.3 22223|10.4 1111122222233333|10.5 22222|10.6 22|10.7 222
11.1 2233|11.2 22233|11.3 11233|11.4 1222|11.5 23|11.6 23|11.7 33|12.1 12233|12.2 11|12.3 22223|13.1 2333|13.2 222223
13.3 2233|13.4 1222233|14.1 22|14.2 12223333|14.3 122|15.1 12233|15.2 12233|15.3 1222222|15.4 3333|16.1 2|16.2 22222
16.3 2222|16.4 222|16.5 2223|17.1 23|17.2 22223333|17.3 22
"""
COUNTS = {1: 70, 2: 183, 3: 92}
WHOLE_AT_LEVEL_3 = ("8.", "2.3.", "2.4.", "15.4.", "16.")
"""Authorization, decisions of two people and payments, what is done at once, and what is written down."""


def requirements() -> dict[str, int]:
    """Id -> level."""
    sections = [section.split() for section in re.split(r"[|\n]", LEVELS) if section.strip()]
    return {f"{section}.{number}": int(level) for section, levels in sections for number, level in enumerate(levels, start=1)}


def rows() -> list[tuple[str, ...]]:
    """(id, level, topic, what we do, evidence) of each row of the page."""
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_the_list_is_the_standards() -> None:
    levels = list(requirements().values())
    assert {level: levels.count(level) for level in COUNTS} == COUNTS


def test_each_requirement_of_levels_1_and_2_stands_there_once_with_its_level() -> None:
    told = [row[0] for row in rows()]
    assert len(told) == len(set(told))
    wanted = {name for name, level in requirements().items() if level < 3 or name.startswith(WHOLE_AT_LEVEL_3)}
    assert wanted - set(told) == set()
    assert {row[0]: int(row[1]) for row in rows()} == {name: requirements()[name] for name in told}


def test_each_test_that_is_named_is_there() -> None:
    named = {(path, name) for row in rows() for path, name in NAMED.findall(row[4])}
    assert len(named) > 100
    missing = []
    for path, name in sorted(named):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8")) if (ROOT / path).exists() else ast.Module([], [])
        if name not in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}:
            missing.append(f"{path}::{name}")
    assert missing == []


def test_what_has_no_test_has_its_reason() -> None:
    reasons = {row[0]: WITHOUT_TEST.search(row[3]) for row in rows() if not NAMED.search(row[4])}
    assert [name for name, reason in reasons.items() if reason is None or len(reason[2].split()) < FEWEST_WORDS[reason[1]]] == []


def test_nothing_is_left_open() -> None:
    assert [row[0] for row in rows() if re.search(r"\b(open:|todo|yet to|not yet)", f"{row[3]} {row[4]}".lower())] == []


def test_the_last_column_names_tests_and_nothing_else() -> None:
    assert [row[0] for row in rows() if NAMED.sub("", row[4]).strip(" ,")] == []


def test_every_row_of_the_page_is_understood() -> None:
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)]
    assert len(told) == len(rows())
