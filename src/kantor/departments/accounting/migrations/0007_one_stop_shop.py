"""Whether a client is in the One Stop Shop of the Union, and its quarterly returns."""

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppRights, ClientReference, ClientRows

TABLES = ("accounting_oss_registration", "accounting_oss_return")
REVERSED = "GRANT UPDATE (reversed_by) ON {table} TO %s"


class Migration(migrations.Migration):
    dependencies = [("accounting", "0006_asset_change")]

    operations = [
        migrations.CreateModel(
            name="OssRegistration",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("joins", models.BooleanField()),
                ("on", models.DateField()),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_oss_registration",
                "constraints": [models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_oss_registration_document")],
            },
        ),
        migrations.CreateModel(
            name="OssReturn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("quarter", models.TextField()),
                ("payable", models.BigIntegerField()),
                ("cleared", models.BigIntegerField()),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_oss_return",
                "constraints": [
                    models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_oss_return_document"),
                    models.UniqueConstraint(
                        fields=["client_id", "quarter"],
                        name="accounting_oss_return_once",
                        condition=models.Q(reversed_by__isnull=True),
                    ),
                ],
            },
        ),
        *(
            operation
            for table in TABLES
            for operation in (
                ClientRows(table),
                ClientReference(table, "document_id", "documents_document"),
                ClientReference(table, "reversed_by", "documents_document"),
                AppRights(table, "SELECT, INSERT"),
                migrations.RunSQL(
                    FOR_EACH_GRANTEE.format(table=table, statement=REVERSED.format(table=table)), migrations.RunSQL.noop
                ),
            )
        ),
    ]
