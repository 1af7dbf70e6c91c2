"""Cost centres and projects as master data, and which of them was divided among others for which month."""

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppRights, ClientReference, ClientRows


def kept(table: str) -> list[migrations.RunSQL]:
    """Rows of a client that a document enters and that stand until another one reverses it."""
    return [
        ClientRows(table),
        ClientReference(table, "document_id", "documents_document"),
        ClientReference(table, "reversed_by", "documents_document"),
        AppRights(table, "SELECT, INSERT"),
        migrations.RunSQL(
            FOR_EACH_GRANTEE.format(table=table, statement=f"GRANT UPDATE (reversed_by) ON {table} TO %s"), migrations.RunSQL.noop
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("accounting", "0007_one_stop_shop")]

    operations = [
        migrations.CreateModel(
            name="Centre",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("dimension", models.TextField()),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("email", models.TextField(blank=True, default="")),
                ("above", models.TextField(blank=True, default="")),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_centre",
                "constraints": [
                    models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_centre_document"),
                    models.CheckConstraint(name="accounting_centre_code", condition=~models.Q(code="")),
                ],
            },
        ),
        *kept("accounting_centre"),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("centre", models.TextField()),
                ("on", models.DateField()),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_allocation",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["client_id", "centre", "on"],
                        name="accounting_allocation_once",
                        condition=models.Q(reversed_by__isnull=True),
                    )
                ],
            },
        ),
        *kept("accounting_allocation"),
    ]
