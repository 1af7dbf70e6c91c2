"""A mail or a letter that came in: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.correspondence import handing
from kantor.departments.correspondence.incoming import document, effect, pages, reading, rules, suggesting
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    retention="letter",
    process=document.PROCESS,
    recognise=reading.recognise,
    read=reading.read,
    read_pages=pages.read_pages,
    sort_as_taught=reading.sort_as_taught,
    suggest=suggesting.suggest,
    asks=suggesting.asks,
    is_personal=handing.is_personal,
    rules=rules.RULES,
    effect=effect.effect,
    meanings=document.MEANINGS,
    papers=("letter", "complaint", "reminder", "application", "contract"),
    samples=Path(__file__).parent / "samples",
)
