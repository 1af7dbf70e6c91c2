"""Each currency is valued once on a closing day, at a rate that stays known."""

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppRights, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("accounting", "0004_closing")]

    operations = [
        migrations.CreateModel(
            name="Revaluation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("on", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("rate", models.DecimalField(max_digits=24, decimal_places=12)),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_revaluation",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["client_id", "on", "currency"],
                        name="accounting_revaluation_once",
                        condition=models.Q(reversed_by__isnull=True),
                    ),
                    models.CheckConstraint(name="accounting_revaluation_rate", condition=models.Q(rate__gt=0)),
                ],
            },
        ),
        ClientRows("accounting_revaluation"),
        ClientReference("accounting_revaluation", "document_id", "documents_document"),
        ClientReference("accounting_revaluation", "reversed_by", "documents_document"),
        AppRights("accounting_revaluation", "SELECT, INSERT"),
        migrations.RunSQL(
            FOR_EACH_GRANTEE.format(table="accounting_revaluation", statement="GRANT UPDATE (reversed_by) ON accounting_revaluation TO %s"),
            migrations.RunSQL.noop,
        ),
    ]
