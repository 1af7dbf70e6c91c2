"""Finds contracts and orders, their changes and what is reported of them by number, by customer and in the order of names."""

from django.db.migrations import Migration as Base
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

AGREED = "type IN ('receivables.contract', 'receivables.sales_order')"


def index(name: str, columns: str, condition: str) -> RunSQL:
    return RunSQL(f"CREATE INDEX {name} ON documents_document (client_id, {columns}) WHERE {condition}", f"DROP INDEX {name}")


class Migration(Base):
    dependencies = [("receivables", "0003_planned_run"), ("documents", "0026_way")]
    operations: list[Operation] = [
        index("receivables_agreed_number", "number", AGREED),
        index("receivables_agreed_party", "party_id, id", AGREED),
        index("receivables_agreed_name", "party_name, number, id", AGREED),
        index("receivables_about_agreed", "number", "type IN ('receivables.contract_change', 'receivables.usage_report')"),
    ]
