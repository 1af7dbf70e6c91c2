"""Testimonies of witnesses outside the house; clients kept apart as everywhere."""

from django.db import migrations, models

from kantor.kit.rows import ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="Testimony",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("head_number", models.IntegerField()),
                ("witness", models.TextField(help_text="mail: the client, stamp: a time-stamping service")),
                ("told_on", models.DateField()),
                ("told", models.TextField(db_default="", default="", help_text="the address it went to")),
                ("token", models.BinaryField(help_text="the stamp, as RFC 3161 has it", null=True)),
                ("tries", models.SmallIntegerField(db_default=0, default=0)),
                ("next_try_at", models.DateTimeField(help_text="nothing once the testimony was given", null=True)),
                (
                    "reason",
                    models.TextField(blank=True, db_default="", default="", help_text="why it was in vain, the last time"),
                ),
                ("created_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "trail_testimony",
                "indexes": [models.Index(condition=models.Q(("given_at", None)), fields=["next_try_at"], name="trail_testimony_due")],
                "constraints": [models.UniqueConstraint(fields=("client_id", "witness", "told_on"), name="trail_testimony_once")],
            },
        ),
        ClientRows("trail_testimony"),
        ClientReference("trail_testimony", "head_number", "trail_head", to_column="number"),
    ]
