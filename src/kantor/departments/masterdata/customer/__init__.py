"""A new customer: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.masterdata.customer import document, effect, rules
from kantor.departments.masterdata.two_people import process
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    process=process(document.KEY),
    rules=rules.RULES,
    asks=rules.NEW.asks,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
