"""What the database itself refuses about cases: other clients' rows, changed events and definitions, two open tasks of one case."""

from django.db import migrations

from kantor.kit.rows import AppendOnly, ClientKey, ClientReference, ClientRows

ONE_TASK = "CREATE UNIQUE INDEX cases_task_one_open ON cases_task (client_id, case_id) WHERE state <> 'done'"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_columns"), ("documents", "0002_guard")]

    operations = [
        *(ClientRows(f"cases_{table}") for table in ("case", "definition", "event", "task")),
        ClientKey("cases_case"),
        ClientKey("cases_definition"),
        ClientReference("cases_case", "document_id", "documents_document"),
        ClientReference("cases_case", "definition_id", "cases_definition"),
        ClientReference("cases_event", "case_id", "cases_case"),
        ClientReference("cases_task", "case_id", "cases_case"),
        AppendOnly("cases_event"),
        AppendOnly("cases_definition"),
        migrations.RunSQL(ONE_TASK, "DROP INDEX cases_task_one_open"),
    ]
