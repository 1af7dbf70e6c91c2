"""Bookings that a notice tells payment by payment, kept until the statement comes; lines that a notice divides into its payments."""

from django.db import migrations, models

from kantor.kit.rows import ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("treasury", "0010_mandate_ends"), ("documents", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("no", models.IntegerField()),
                ("format", models.TextField()),
                ("account", models.TextField(blank=True, default="")),
                ("currency", models.CharField(max_length=3)),
                ("amount", models.BigIntegerField()),
                ("booked_on", models.DateField()),
                ("reference", models.TextField(blank=True, default="")),
                ("batch_reference", models.TextField(blank=True, default="")),
                ("lines", models.JSONField(default=list)),
                ("used_by", models.BigIntegerField(null=True)),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "treasury_notice",
                "indexes": [
                    models.Index(
                        condition=models.Q(("reversed_by__isnull", True), ("used_by__isnull", True)),
                        fields=["amount", "client_id"],
                        name="treasury_notice_amount",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("client_id", "document_id", "no"), name="treasury_notice_once")],
            },
        ),
        ClientRows("treasury_notice"),
        ClientReference("treasury_notice", "document_id", "documents_document"),
        ClientReference("treasury_notice", "used_by", "documents_document"),
        migrations.AddField("statementline", "batch_reference", models.TextField(blank=True, default="", db_default="")),
        migrations.AddField("statementline", "batch_line_id", models.BigIntegerField(null=True)),
        ClientReference("treasury_statement_line", "batch_line_id", "treasury_statement_line"),
        migrations.RemoveConstraint("statementline", "treasury_statement_line_once"),
        migrations.AddConstraint(
            "statementline",
            models.UniqueConstraint(
                condition=models.Q(("batch_line_id__isnull", True), ("reversed_by__isnull", True)),
                fields=("client_id", "account", "booked_on", "amount", "currency", "occurrence"),
                name="treasury_statement_line_once",
            ),
        ),
    ]
