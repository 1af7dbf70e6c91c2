"""Two suppliers that are one: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.masterdata.party_merge import document, effect, records, rules, suggesting
from kantor.departments.masterdata.two_people import process
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    process=process(document.KEY),
    suggest=suggesting.suggest,
    asks=records.asks,
    rules=rules.RULES,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
