"""The document types of the house, installed once at start-up, and the hash that names the version of their rules."""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from kantor.spine.documents import file_notes
from kantor.spine.documents.partners import not_merged
from kantor.spine.documents.seeming import seems_right
from kantor.words import Answers, Ask, DocumentType, Kind, ReadFile, Reading

AskFacts = Callable[[Sequence[Ask], date], Answers]


@dataclass(slots=True)
class _Installed:
    types: dict[str, DocumentType] = field(default_factory=dict)
    ask: AskFacts = lambda asks, as_of: {}


_installed = _Installed()


def install(types: Iterable[DocumentType], ask: AskFacts) -> None:
    """Called once at start-up by the site: every document type, and the function that answers the questions of their rules.

    What every type with business partners has to ask of them, and every form for papers to say of those and of their files, is added
    to its own rules.
    """
    _installed.types = {}
    for type in types:
        if type.key in _installed.types:
            raise ValueError(f"the document type {type.key} is declared twice")
        guards = (not_merged(type),) if any(field.kind is Kind.PARTY for field in type.fields) else ()
        looks = (seems_right(type),) if type.papers else ()
        notes = file_notes.RULES if file_notes.is_for_papers(type) else ()
        _installed.types[type.key] = replace(type, rules=(*type.rules, *guards, *looks, *notes))
    _installed.ask = ask
    rules_hash.cache_clear()


def all_types() -> tuple[DocumentType, ...]:
    return tuple(_installed.types.values())


def type_of(key: str) -> DocumentType:
    return _installed.types[key]


def seen_by(type: DocumentType, reading: Reading) -> str:
    """The permission without which nobody sees a document that says this; '' where that is its type's own."""
    if type.audience is None:
        return ""
    department = type.audience.of(reading)
    return f"{type.key}.see.{department if department in type.audience.departments else type.audience.departments[0]}"


def ask_facts(asks: Sequence[Ask], as_of: date) -> Answers:
    return _installed.ask(asks, as_of) if asks else {}


def recognise(file: ReadFile) -> DocumentType | None:
    """The type that is surest of the file, None where nobody recognises it."""
    sure = [(type.recognise(file), type) for type in all_types() if type.recognise]
    best = max(sure, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= 0.5 else None


@cache
def rules_hash(key: str) -> str:
    """SHA-256 over the source of the modules in which the type's rules, suggestions and effect are written: the version that decided."""
    type = type_of(key)
    functions = [rule.judge for rule in type.rules] + [function for function in (type.read, type.suggest, type.effect) if function]
    modules = sorted({inspect.getsourcefile(function) or "" for function in functions})
    digest = hashlib.sha256()
    for module in modules:
        with open(module, "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()
