"""What the database itself refuses about payments: other clients' rows, and a payment to an account that is not agreed."""

from django.db import migrations

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("treasury", "0001_columns"), ("documents", "0002_guard"), ("parties", "0002_guard")]

    operations = [
        ClientRows("treasury_payment"),
        ClientKey("parties_bank_account"),
        ClientKey("treasury_payment"),
        ClientReference("treasury_payment", "document_id", "documents_document"),
        ClientReference("treasury_payment", "bank_account_id", "parties_bank_account"),
    ]
