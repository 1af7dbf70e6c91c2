"""Rules about senders of mail."""

from django.db import migrations, models

from kantor.kit.rows import ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="SenderRule",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("pattern", models.TextField()),
                ("verdict", models.TextField(help_text="allow, refuse")),
                ("document_id", models.BigIntegerField()),
                ("from_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "correspondence_sender_rule",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("client_id", "pattern"),
                        name="correspondence_sender_rule_standing",
                    )
                ],
            },
        ),
        ClientRows("correspondence_sender_rule"),
        ClientReference("correspondence_sender_rule", "document_id", "documents_document"),
    ]
