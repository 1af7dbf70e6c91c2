"""Since when a client's VAT becomes due with the invoice or with its payment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0011_accounts")]

    operations = [
        migrations.AddField(
            model_name="client",
            name="vat_due",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="[[first day, payment or invoice], ...]: when its VAT becomes due",
            ),
        ),
    ]
