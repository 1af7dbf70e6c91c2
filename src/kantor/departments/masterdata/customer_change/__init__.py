"""A change of a customer's name, numbers, address, terms or credit limit: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.masterdata.customer_change import document, effect, rules, suggesting
from kantor.departments.masterdata.two_people import process
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    process=process(document.KEY),
    suggest=suggesting.suggest,
    asks=document.CHANGING.asks,
    rules=rules.RULES,
    effect=effect.effect,
    samples=Path(__file__).parent / "samples",
)
