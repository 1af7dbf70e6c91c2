"""Runs that plans prepare on their days."""

from django.db import migrations, models

from kantor.kit.rows import ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("receivables", "0002_guard"), ("documents", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="PlannedRun",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("run", models.TextField()),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("filed_id", models.BigIntegerField(null=True)),
                ("struck_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "receivables_planned_run",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True), ("struck_on__isnull", True)),
                        fields=["client_id", "due_on"],
                        name="receivables_planned_run_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "document_id", "number"), name="receivables_planned_run_number"),
                    models.CheckConstraint(
                        condition=models.Q(("done_on__isnull", True), ("struck_on__isnull", True), _connector="OR"),
                        name="receivables_planned_run_one_end",
                    ),
                ],
            },
        ),
        ClientRows("receivables_planned_run"),
        ClientReference("receivables_planned_run", "document_id", "documents_document"),
        ClientReference("receivables_planned_run", "filed_id", "documents_document"),
    ]
