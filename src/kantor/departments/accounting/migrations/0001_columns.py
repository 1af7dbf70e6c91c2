"""Tables of accounting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Planned",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("due_on", models.DateField()),
                ("text", models.TextField()),
                ("total", models.TextField()),
                ("lines", models.JSONField()),
                ("filed_id", models.BigIntegerField(null=True)),
                ("struck_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "accounting_planned",
                "indexes": [
                    models.Index(
                        condition=models.Q(("filed_id__isnull", True), ("struck_on__isnull", True)),
                        fields=["client_id", "due_on"],
                        name="accounting_planned_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "document_id", "number"), name="accounting_planned_number"),
                    models.CheckConstraint(
                        condition=models.Q(("filed_id__isnull", True), ("struck_on__isnull", True), _connector="OR"),
                        name="accounting_planned_one_end",
                    ),
                ],
            },
        ),
    ]
