"""What could not leave the house rests until its next try: the dispatcher does not see it before."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("kantor.spine.cases.migrations.0003_waiting").WAITING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
WAITING = BEFORE.replace(
    "AND state = 'approved' LIMIT most", "AND state = 'approved' AND (next_try_at IS NULL OR next_try_at <= now) LIMIT most"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_company_days"), ("documents", "0008_outbox_tries")]

    operations = [migrations.RunSQL(WAITING, BEFORE)]
