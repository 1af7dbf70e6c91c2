"""Finds the interest notes of an invoice by its number, and the dunning fees that hold by their day."""

from django.db.migrations import Migration as Base
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation


def index(name: str, columns: str, type: str) -> RunSQL:
    condition = f"type = 'receivables.{type}'"
    return RunSQL(f"CREATE INDEX {name} ON documents_document (client_id, {columns}) WHERE {condition}", f"DROP INDEX {name}")


class Migration(Base):
    dependencies = [("receivables", "0004_agreed")]
    operations: list[Operation] = [
        index("receivables_noted", "number", "interest_note"),
        index("receivables_dunning_terms", "document_on, id", "dunning_terms"),
    ]
