"""What a letter asks for, and what is done about it: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.correspondence import handing, lessons, replying
from kantor.departments.correspondence.matter import document, effect, rules, suggesting
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    retention="letter",
    process=document.PROCESS,
    suggest=suggesting.suggest,
    asks=replying.asks,
    lessons=lessons.lessons,
    handed=handing.handed,
    audience=handing.AUDIENCE,
    is_personal=handing.is_personal,
    origin="incoming",
    rules=rules.RULES,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
