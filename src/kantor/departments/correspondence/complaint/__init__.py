"""A complaint, from its cause to its answer: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.correspondence import handing
from kantor.departments.correspondence.complaint import document, effect, rules, suggesting
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    process=document.PROCESS,
    suggest=suggesting.suggest,
    asks=suggesting.asks,
    rules=rules.RULES,
    effect=effect.effect,
    handed=handing.handed,
    origin="incoming",
    route_amount="compensation",
    samples=Path(__file__).parent / "samples",
)
