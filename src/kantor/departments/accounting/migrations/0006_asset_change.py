"""What becomes of an asset after it was entered: each change is kept, and the parts of a plan that it struck can come back."""

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppRights, ClientReference, ClientRows


def amount() -> models.DecimalField:
    return models.DecimalField(max_digits=24, decimal_places=3)


class Migration(migrations.Migration):
    dependencies = [("accounting", "0005_revaluation")]

    operations = [
        migrations.AddField(model_name="planned", name="struck_by", field=models.BigIntegerField(null=True)),
        ClientReference("accounting_planned", "struck_by", "documents_document"),
        migrations.CreateModel(
            name="AssetChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("asset_id", models.BigIntegerField()),
                ("follows", models.BigIntegerField()),
                ("change", models.TextField()),
                ("on", models.DateField()),
                ("worn_until", models.DateField()),
                ("amount", amount()),
                ("months", models.IntegerField()),
                ("cost", amount()),
                ("worn", amount()),
                ("arrears", amount()),
                ("units", models.DecimalField(max_digits=18, decimal_places=6)),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_asset_change",
                "constraints": [
                    models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_asset_change_document"),
                    models.UniqueConstraint(
                        fields=["client_id", "asset_id", "follows"],
                        name="accounting_asset_change_one_follows",
                        condition=models.Q(reversed_by__isnull=True),
                    ),
                ],
            },
        ),
        ClientRows("accounting_asset_change"),
        ClientReference("accounting_asset_change", "document_id", "documents_document"),
        ClientReference("accounting_asset_change", "asset_id", "documents_document"),
        ClientReference("accounting_asset_change", "reversed_by", "documents_document"),
        AppRights("accounting_asset_change", "SELECT, INSERT"),
        migrations.RunSQL(
            FOR_EACH_GRANTEE.format(table="accounting_asset_change", statement="GRANT UPDATE (reversed_by) ON accounting_asset_change TO %s"),
            migrations.RunSQL.noop,
        ),
    ]
