"""Everything people read stands in four languages, with the same blanks to fill in, and nothing is said that has no sentence."""

import re
import string
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.house.sources import ROOT, modules, tracked

from kantor.kit import say
from kantor.words import Part

SENTENCES = [name for name in tracked() if re.fullmatch(r"src/kantor/.*(?:words\.toml|messages/\w+\.toml)", name)]
SAID = re.compile(r"""\b(?:say|sentence)\(\s*"([a-z0-9_]+(?:\.[A-Za-z0-9_-]+)+)"|\{%\s*say\s+"([^"]+)""")


def _sentences(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    texts = {language: text for language, text in table.items() if language in say.LANGUAGES and isinstance(text, str)}
    if texts:
        yield prefix, texts
    for key, below in table.items():
        if isinstance(below, dict):
            yield from _sentences(below, f"{prefix}.{key}" if prefix else key)


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", SENTENCES, ids=lambda name: name.removeprefix("src/kantor/"))
def test_every_sentence_is_there_in_four_languages(name: str) -> None:
    found = dict(_sentences(tomllib.loads((ROOT / name).read_text(encoding="utf-8"))))
    assert found
    assert {key: sorted(set(say.LANGUAGES) - texts.keys()) for key, texts in found.items() if texts.keys() != set(say.LANGUAGES)} == {}
    assert [key for key, texts in found.items() if not all(text.strip() for text in texts.values())] == []
    assert [key for key, texts in found.items() if any(_blanks(text) != _blanks(texts["en"]) for text in texts.values())] == []


def test_what_is_said_has_a_sentence() -> None:
    texts = [(module.path, module.text) for module in modules("src/kantor")]
    texts += [(name, (ROOT / name).read_text(encoding="utf-8")) for name in tracked() if name.startswith("src/") and name.endswith(".html")]
    said = {(path, match.group(1) or match.group(2)) for path, text in texts for match in SAID.finditer(text)}
    assert sorted((path, key) for path, key in said if not say.known(key)) == []


def test_every_part_of_an_effect_has_a_name_and_a_sentence() -> None:
    """Its name where the road of a document tells what was recorded; its sentence where somebody decides, unless it is shown otherwise."""
    shown_as_such = {"entry", "open_item", "claim", "follow_up", "letter", "payment", "move", "reversal"}
    kinds = {part.kind for part in _parts(Part) if isinstance(getattr(part, "kind", None), str)}
    assert len(kinds) > 40
    assert sorted(kind for kind in kinds if not say.known(f"desk.road.part.{kind}")) == []
    assert sorted(kind for kind in kinds - shown_as_such if not say.known(f"desk.effect.part.{kind}")) == []


def _parts(part: type) -> Iterator[Any]:
    for one in part.__subclasses__():
        yield one
        yield from _parts(one)


def test_polish_speaks_to_its_reader_in_one_way() -> None:
    """`Wystornuj`, not `proszę wystornować`; letters, which go to people outside, ask (`prosimy`)."""
    found = [
        (name, key)
        for name in SENTENCES
        if "engines/correspondence" not in name  # words by which letters are told apart, not sentences
        for key, texts in _sentences(tomllib.loads((ROOT / name).read_text(encoding="utf-8")))
        if re.search(r"\bproszę\b", texts.get("pl", ""), re.IGNORECASE)
    ]
    assert found == []
