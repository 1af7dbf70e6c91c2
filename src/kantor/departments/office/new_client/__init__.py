"""A client is taken on, with its books and the first people who work for it: the folder of one document type, put together."""

from pathlib import Path

from kantor.departments.office.new_client import document, effect, questions, rules, suggesting
from kantor.departments.office.new_client.checks import faults_of, granted
from kantor.words import DocumentType

TYPE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    process=document.PROCESS,
    suggest=suggesting.suggest,
    asks=questions.all_of,
    rules=rules.RULES,
    effect=effect.effect,
    concerns=document.CONCERNS,
    samples=Path(__file__).parent / "samples",
)

__all__ = ["TYPE", "faults_of", "granted"]
