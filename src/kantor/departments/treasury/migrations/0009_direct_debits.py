"""Mandates, and what is collected by them: a payment goes to an agreed account, or comes by a mandate."""

from django.db import migrations, models

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("treasury", "0008_refusals"), ("documents", "0002_guard"), ("parties", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("party_id", models.BigIntegerField()),
                ("reference", models.TextField()),
                ("creditor_id", models.TextField()),
                ("scheme", models.TextField()),
                ("is_recurrent", models.BooleanField()),
                ("signed_on", models.DateField()),
                ("iban", models.TextField()),
                ("bic", models.TextField(blank=True, default="")),
                ("ends_on", models.DateField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "treasury_mandate",
                "indexes": [models.Index(fields=["party_id", "client_id"], name="treasury_mandate_party")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reversed_by__isnull", True)), fields=("client_id", "reference"), name="treasury_mandate_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("scheme__in", ["CORE", "B2B"])), name="treasury_mandate_scheme"),
                ],
            },
        ),
        ClientRows("treasury_mandate"),
        ClientKey("treasury_mandate"),
        ClientReference("treasury_mandate", "document_id", "documents_document"),
        ClientReference("treasury_mandate", "party_id", "parties_party"),
        migrations.AlterField("payment", "bank_account_id", models.BigIntegerField(null=True)),
        migrations.AddField("payment", "mandate_id", models.BigIntegerField(null=True)),
        migrations.AddField("payment", "sequence", models.TextField(blank=True, default="", db_default="")),
        ClientReference("treasury_payment", "mandate_id", "treasury_mandate"),
        migrations.AddConstraint(
            "payment",
            models.CheckConstraint(
                name="treasury_payment_way",
                condition=models.Q(bank_account_id__isnull=False, mandate_id__isnull=True)
                | models.Q(bank_account_id__isnull=True, mandate_id__isnull=False),
            ),
        ),
    ]
