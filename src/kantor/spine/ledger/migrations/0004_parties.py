"""An open item is owed to, or by, a party of its own client."""

from django.db import migrations

from kantor.kit.rows import ClientReference


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_open_items"), ("parties", "0002_guard")]

    operations = [ClientReference("ledger_open_item", "party_id", "parties_party")]
