"""Sentences and labels in the four languages of the house: each part keeps its own in a `words.toml`, all four side by side.

    [payables.supplier_invoice.iban_unknown]
    en = "The account {iban} is not known for this supplier."
    de = "…"

A key that is missing is shown as itself, so that a gap is seen and never breaks a page; a test of the house refuses gaps.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "pl", "id")
PACKAGE = Path(__file__).resolve().parents[1]


class _Shown(dict[str, str]):
    """Evidence for a sentence; what is not there is shown as its name."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def say(key: str, language: str, evidence: Mapping[str, Any] | None = None) -> str:
    """The sentence of that key in that language (English where it lacks), its {placeholders} filled from the evidence."""
    sentence = words().get(key, {})
    text = sentence.get(language) or sentence.get("en") or key
    return text.format_map(_Shown({name: str(value) for name, value in evidence.items()})) if evidence and "{" in text else text


def unit(code: str, language: str) -> str:
    """What people call a unit of quantity (UN/ECE Recommendations 20 and 21); a code without words stays as it is."""
    key = f"ui.unit.{code}"
    return say(key, language) if known(key) else code


def known(key: str) -> bool:
    return key in words()


@cache
def words() -> dict[str, dict[str, str]]:
    """Every sentence of the house: key -> language -> text. Raises ValueError where two files define the same key."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(PACKAGE.rglob("words.toml")):
        with path.open("rb") as file:
            for key, sentence in _flat(tomllib.load(file), ""):
                if key in found:
                    raise ValueError(f"{path.parent.name}/words.toml defines {key} a second time")
                found[key] = sentence
    return found


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A table with `en` is a sentence; tables in it are sentences below its key."""
    own = {language: text for language, text in table.items() if language in LANGUAGES and isinstance(text, str)}
    if "en" in own:
        yield prefix, own
    for name, below in table.items():
        if isinstance(below, dict):
            yield from _flat(below, f"{prefix}.{name}" if prefix else name)
