"""Sentences for findings in English, German, Polish and Indonesian, read from `messages/*.toml`.

A table is named by a rule's id or, for a family of like rules, by a pattern with one star: `["BR-*-05"]`, whose `star` names the table of
words (`[words.category.AE]`) that fills `{star}`. Every other placeholder comes from the finding's evidence.
"""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "pl", "id")
_FOLDER = Path(__file__).parent / "messages"


class _Evidence(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "–"


def sentence(key: str, language: str, evidence: dict[str, str]) -> str:
    """The sentence for `key` in `language` (English where we have no such language), the bare key where nobody wrote one."""
    wording = _wording(key)
    text = wording.get(language) or wording.get("en") or key
    return text.format_map(_Evidence(evidence))


def languages_of(key: str) -> frozenset[str]:
    """The languages that have a sentence for `key`."""
    return frozenset(_wording(key)) & frozenset(LANGUAGES)


@cache
def _wording(key: str) -> dict[str, str]:
    tables, words = _load()
    if key in tables:
        return tables[key]
    for pattern, table in tables.items():
        before, star, after = pattern.partition("*")
        if star and key.startswith(before) and key.endswith(after):
            meant = words.get(table.get("star", ""), {}).get(key[len(before) : len(key) - len(after)])
            if meant:
                return {language: table[language].replace("{star}", meant[language]) for language in LANGUAGES if language in table}
    return {}


@cache
def _load() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, dict[str, str]]]]:
    tables: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, dict[str, str]]] = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        words |= content.pop("words", {})
        tables |= content
    return tables, words
