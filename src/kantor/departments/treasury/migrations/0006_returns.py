"""What a line paid is kept with it, so that a payment that comes back opens again just that."""

from django.db import migrations, models

from kantor.kit.rows import ClientReference


class Migration(migrations.Migration):
    dependencies = [("treasury", "0005_statement_guard"), ("documents", "0002_guard")]

    operations = [
        migrations.AddField("payment", "open_items", models.JSONField(default=list, db_default=[])),
        migrations.AddField("payment", "returned_by", models.BigIntegerField(null=True)),
        migrations.AddField("statementline", "shares", models.JSONField(default=list, db_default=[])),
        migrations.AddField("statementline", "given_back_by", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "statementline",
            models.Index(fields=["end_to_end_id", "client_id"], name="treasury_line_end_to_end", condition=~models.Q(end_to_end_id="")),
        ),
        migrations.AddIndex(
            "statementline",
            models.Index(fields=["amount", "client_id"], name="treasury_line_amount", condition=models.Q(state="matched")),
        ),
        ClientReference("treasury_payment", "returned_by", "documents_document"),
        ClientReference("treasury_statement_line", "given_back_by", "documents_document"),
    ]
