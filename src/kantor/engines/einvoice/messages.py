"""Sentences for findings in English, German, Polish and Indonesian, read from `messages/*.toml`.

A table is named by a rule's id or, for a family of like rules, by a pattern with one star: `["BR-*-05"]`, whose `star` names the table of
words of the same file (`[words.category]`) that fills `{star}`; a pattern without such a table takes any key, and what stands for the star.
Every other placeholder comes from the finding's evidence.
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


Wording = dict[str, str]
Words = dict[str, dict[str, Wording]]


@cache
def _wording(key: str) -> Wording:
    exact, patterns = load()
    if key in exact:
        return exact[key]
    for before, after, table, words in patterns:
        if len(key) > len(before) + len(after) and key.startswith(before) and key.endswith(after):
            inner = key[len(before) : len(key) - len(after)]
            meant = words.get(table["star"], {}).get(inner) if "star" in table else dict.fromkeys(LANGUAGES, inner)
            if meant:
                return {language: table[language].replace("{star}", meant[language]) for language in LANGUAGES if language in table}
    return {}


@cache
def load() -> tuple[dict[str, Wording], list[tuple[str, str, Wording, Words]]]:
    """The tables by key, and the patterns with the words of their own file, the more telling patterns first."""
    exact: dict[str, Wording] = {}
    patterns: list[tuple[str, str, Wording, Words]] = []
    for file in sorted(_FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        words: Words = content.pop("words", {})
        for key, table in content.items():
            before, star, after = key.partition("*")
            if star:
                patterns.append((before, after, table, words))
            else:
                exact[key] = table
    return exact, sorted(patterns, key=lambda pattern: (-len(pattern[0]), -len(pattern[1])))
