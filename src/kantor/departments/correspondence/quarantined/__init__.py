"""A mail in quarantine, let in or refused: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.correspondence.quarantined import document, effect, reading, rules
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    retention="letter",
    process=document.PROCESS,
    recognise=reading.recognise,
    read=reading.read,
    rules=rules.RULES,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
