"""A rule about a sender of mail: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.correspondence.sender_rule import document, effect, rules
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    process=document.PROCESS,
    rules=rules.RULES,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
