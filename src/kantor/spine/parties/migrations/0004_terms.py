"""What is agreed with a customer beside its payment term: the format of its e-invoices, its reference, its credit limit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0003_merges")]

    operations = [
        migrations.AddField(
            "Party",
            "terms",
            models.JSONField(default=dict, db_default={}, help_text="what is agreed with a customer: e-invoice format, buyer reference, credit limit"),
        ),
    ]
