"""A letter of one's own accord, by mail or by post: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.correspondence.outgoing import document, effect, rules, suggesting
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    retention="letter",
    process=document.PROCESS,
    suggest=suggesting.suggest,
    asks=suggesting.asks,
    rules=rules.RULES,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
