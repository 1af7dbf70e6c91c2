"""What was open at the end of a day is read from what is open now and from what was settled since, not from every item there ever was."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("kantor.spine.ledger.migrations.0008_open_on")
REPLACE = ("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
OPEN_ON = """
CREATE OR REPLACE FUNCTION ledger_open_on(of_client integer, on_day date) RETURNS TABLE (id bigint, open bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH since AS MATERIALIZED (
        SELECT s.open_item_id, sum(s.amount)::bigint AS amount FROM ledger_settled_behind(of_client, on_day) s GROUP BY s.open_item_id
    ), stood AS (
        SELECT o.id, o.entry_id, o.open + coalesce(s.amount, 0) AS open
        FROM ledger_open_item o
        LEFT JOIN since s ON s.open_item_id = o.id
        WHERE o.client_id = of_client AND o.open <> 0
        UNION ALL
        SELECT o.id, o.entry_id, s.amount
        FROM since s
        JOIN ledger_open_item o ON o.client_id = of_client AND o.id = s.open_item_id
        WHERE o.open = 0
    )
    SELECT t.id, t.open
    FROM stood t
    JOIN ledger_entry e ON e.client_id = of_client AND e.id = t.entry_id AND e.booked_on <= on_day
    WHERE t.open <> 0;
END
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_open_on")]

    operations = [migrations.RunSQL(OPEN_ON, BEFORE.OPEN_ON.replace(*REPLACE))]
