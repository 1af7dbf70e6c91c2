"""VAT returns that took effect, once for each period of a client."""

from django.db import migrations, models

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("accounting", "0002_guard"), ("documents", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="VatReturn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("form", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("purpose", models.TextField()),
                ("is_first", models.BooleanField()),
                ("currency", models.CharField(max_length=3)),
                ("tax", models.BigIntegerField()),
                ("payable", models.BigIntegerField()),
                ("filed_on", models.DateField(null=True)),
                ("receipt", models.TextField(blank=True, default="")),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "accounting_vat_return",
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "document_id"), name="accounting_vat_return_document"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True), ("reversed_by__isnull", True)),
                        fields=("client_id", "from_on", "until_on"),
                        name="accounting_vat_return_once",
                    ),
                ],
            },
        ),
        ClientRows("accounting_vat_return"),
        ClientKey("accounting_vat_return"),
        ClientReference("accounting_vat_return", "document_id", "documents_document"),
    ]
