"""The company's own calendar days."""

from django.db import migrations, models

from kantor.kit.rows import AppendOnly, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_waiting"), ("documents", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="CompanyDay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("on", models.DateField()),
                ("works", models.BooleanField()),
                ("name", models.TextField(blank=True, default="")),
                ("document_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "cases_company_day",
                "indexes": [models.Index(fields=["client_id", "on"], name="cases_company_day_on")],
            },
        ),
        ClientRows("cases_company_day"),
        ClientReference("cases_company_day", "document_id", "documents_document"),
        AppendOnly("cases_company_day"),
    ]
