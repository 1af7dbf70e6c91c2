"""What was open at the end of a past day: what is open now, and what documents booked behind that day have taken off since."""

from django.db import migrations

# A document may have entries on many days (a bank statement), each taking something off an item: the nth time that a document takes an amount
# off items of one reference stands in the nth posting of that amount to their account. Where there are not as many of these (an entry posts
# there in parts, or keeps what is too much), the nth time is in the nth of the entries that post there; where none does, in the first of all.
SETTLED_BEHIND = """
CREATE FUNCTION ledger_settled_behind(of_client integer, on_day date) RETURNS TABLE (id bigint, open_item_id bigint, amount bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH later AS MATERIALIZED (
        SELECT DISTINCT e.document_id FROM ledger_entry e WHERE e.client_id = of_client AND e.booked_on > on_day
    ), settled AS (
        SELECT s.id, s.document_id, s.open_item_id, s.amount, o.account_id, o.party_id, left(o.reference, 200) AS text,
            o.currency, CASE WHEN o.side = 'payable' THEN s.amount ELSE -s.amount END AS posted
        FROM later l
        JOIN ledger_settlement s ON s.client_id = of_client AND s.document_id = l.document_id
        JOIN ledger_open_item o ON o.client_id = s.client_id AND o.id = s.open_item_id
    ), taken AS (
        SELECT s.*, row_number() OVER (PARTITION BY s.document_id, s.account_id, s.party_id, s.text ORDER BY s.id) AS place,
            row_number() OVER (alike ORDER BY s.id) AS alike, count(*) OVER alike AS many
        FROM settled s
        WINDOW alike AS (PARTITION BY s.document_id, s.account_id, s.party_id, s.text, s.currency, s.posted)
    ), posted AS MATERIALIZED (
        SELECT e.document_id, e.id AS entry_id, e.booked_on, p.line, p.account_id, p.party_id, p.text,
            coalesce(nullif(p.foreign_currency, ''), p.currency) AS currency, coalesce(p.foreign_amount, p.dr - p.cr) AS posted
        FROM later l
        JOIN ledger_entry e ON e.client_id = of_client AND e.document_id = l.document_id
        JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id AND p.party_id IS NOT NULL
    ), lines AS (
        SELECT p.*, row_number() OVER (alike ORDER BY p.entry_id, p.line) AS alike, count(*) OVER alike AS many
        FROM posted p
        WINDOW alike AS (PARTITION BY p.document_id, p.account_id, p.party_id, p.text, p.currency, p.posted)
    ), entries AS (
        SELECT p.document_id, p.account_id, p.party_id, p.text, p.booked_on,
            row_number() OVER (PARTITION BY p.document_id, p.account_id, p.party_id, p.text ORDER BY p.entry_id) AS place
        FROM posted p
        GROUP BY p.document_id, p.account_id, p.party_id, p.text, p.entry_id, p.booked_on
    ), begun AS (
        SELECT e.document_id, min(e.booked_on) AS booked_on
        FROM later l
        JOIN ledger_entry e ON e.client_id = of_client AND e.document_id = l.document_id
        GROUP BY e.document_id
    )
    SELECT t.id, t.open_item_id, t.amount
    FROM taken t
    JOIN begun b ON b.document_id = t.document_id
    LEFT JOIN lines p ON p.document_id = t.document_id AND p.account_id = t.account_id AND p.party_id = t.party_id AND p.text = t.text
        AND p.currency = t.currency AND p.posted = t.posted AND p.alike = t.alike AND p.many = t.many
    LEFT JOIN entries n ON n.document_id = t.document_id AND n.account_id = t.account_id AND n.party_id = t.party_id AND n.text = t.text
        AND n.place = t.place
    WHERE coalesce(p.booked_on, n.booked_on, b.booked_on) > on_day
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
