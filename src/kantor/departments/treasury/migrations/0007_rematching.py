"""Up to which open item the suspense account of a client was matched."""

from django.db import migrations, models

from kantor.kit.rows import ClientRows


class Migration(migrations.Migration):
    dependencies = [("treasury", "0006_returns")]

    operations = [
        migrations.CreateModel(
            name="Rematching",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("open_item_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "treasury_rematching",
                "constraints": [models.UniqueConstraint(fields=["client_id"], name="treasury_rematching_client")],
            },
        ),
        ClientRows("treasury_rematching"),
    ]
