"""What was open at the end of a past day: what is open now, and what documents booked behind that day have taken off since."""

from django.db import migrations

# A document may have entries on many days (a bank statement), each taking something off an item: the nth time that a document takes off an
# item stands in the nth of its entries that posts to the item's account under its reference. Where none does, its first entry counts.
SETTLED_BEHIND = """
CREATE FUNCTION ledger_settled_behind(of_client integer, on_day date) RETURNS TABLE (id bigint, open_item_id bigint, amount bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH later AS MATERIALIZED (
        SELECT DISTINCT e.document_id FROM ledger_entry e WHERE e.client_id = of_client AND e.booked_on > on_day
    ), taken AS (
        SELECT s.id, s.document_id, s.open_item_id, s.amount, o.account_id, o.party_id, left(o.reference, 200) AS text,
            row_number() OVER (PARTITION BY s.document_id, o.account_id, o.party_id, left(o.reference, 200) ORDER BY s.id) AS place
        FROM later l
        JOIN ledger_settlement s ON s.client_id = of_client AND s.document_id = l.document_id
        JOIN ledger_open_item o ON o.client_id = s.client_id AND o.id = s.open_item_id
    ), posted AS (
        SELECT e.document_id, p.account_id, p.party_id, p.text, e.booked_on,
            row_number() OVER (PARTITION BY e.document_id, p.account_id, p.party_id, p.text ORDER BY e.id, p.line) AS place
        FROM later l
        JOIN ledger_entry e ON e.client_id = of_client AND e.document_id = l.document_id
        JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id AND p.party_id IS NOT NULL
    ), begun AS (
        SELECT e.document_id, min(e.booked_on) AS booked_on
        FROM later l
        JOIN ledger_entry e ON e.client_id = of_client AND e.document_id = l.document_id
        GROUP BY e.document_id
    )
    SELECT t.id, t.open_item_id, t.amount
    FROM taken t
    JOIN begun b ON b.document_id = t.document_id
    LEFT JOIN posted p ON p.document_id = t.document_id AND p.account_id = t.account_id AND p.party_id = t.party_id AND p.text = t.text
        AND p.place = t.place
    WHERE coalesce(p.booked_on, b.booked_on) > on_day
    UNION ALL
    SELECT s.id, s.open_item_id, s.amount
    FROM ledger_settlement s
    WHERE s.client_id = of_client AND s.at >= (on_day + 1)::timestamp AT TIME ZONE 'UTC'
        AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.client_id = s.client_id AND e.document_id = s.document_id);
END
"""
OPEN_ON = """
CREATE FUNCTION ledger_open_on(of_client integer, on_day date) RETURNS TABLE (id bigint, open bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH since AS (
        SELECT s.open_item_id, sum(s.amount)::bigint AS amount FROM ledger_settled_behind(of_client, on_day) s GROUP BY s.open_item_id
    ), stood AS (
        SELECT o.id, o.entry_id, o.open + coalesce(s.amount, 0) AS open
        FROM ledger_open_item o
        LEFT JOIN since s ON s.open_item_id = o.id
        WHERE o.client_id = of_client AND (o.open <> 0 OR s.amount <> 0)
    )
    SELECT t.id, t.open
    FROM stood t
    JOIN ledger_entry e ON e.client_id = of_client AND e.id = t.entry_id AND e.booked_on <= on_day
    WHERE t.open <> 0;
END
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_paid_on")]

    operations = [
        migrations.RunSQL(SETTLED_BEHIND, "DROP FUNCTION ledger_settled_behind(integer, date)"),
        migrations.RunSQL(OPEN_ON, "DROP FUNCTION ledger_open_on(integer, date)"),
    ]
