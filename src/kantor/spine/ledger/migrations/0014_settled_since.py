"""What was settled behind a day is looked for from what was written since, and taken together at once; before, each document booked behind the
day, each payment and each item was looked up by itself, which took half a minute for half a year of a company with ten million postings."""

from importlib import import_module

from django.db import migrations, models

SETTLED = import_module("kantor.spine.ledger.migrations.0012_settled_behind")
OPEN = import_module("kantor.spine.ledger.migrations.0009_open_since")

# The entries and settlements of a document are written at one moment. So one that settled something behind the day was written behind it, or
# has an entry that was booked ahead of the day on which it was written, and the latter are few: they have an index of their own. Of a document
# whose entries all lie behind the day, or that has none, all settlements count; of one that began before, which entry took what is asked as
# in 0008, by one way through indexes (OFFSET 0), because few documents lie on both sides of a day.
SETTLED_BEHIND = """
CREATE OR REPLACE FUNCTION ledger_settled_behind(of_client integer, on_day date) RETURNS TABLE (id bigint, open_item_id bigint, amount bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH written AS (
        SELECT DISTINCT s.document_id
        FROM ledger_settlement s
        WHERE s.client_id = of_client AND s.at >= (on_day + 1)::timestamp AT TIME ZONE 'UTC'
        UNION
        SELECT DISTINCT e.document_id
        FROM ledger_entry e
        WHERE e.client_id = of_client AND e.booked_on > on_day AND e.booked_on > (e.posted_at AT TIME ZONE 'UTC')::date
    ), behind AS MATERIALIZED (
        SELECT w.document_id, x.begun
        FROM written w
        CROSS JOIN LATERAL (
            SELECT min(e.booked_on) AS begun, max(e.booked_on) AS ended
            FROM ledger_entry e WHERE e.client_id = of_client AND e.document_id = w.document_id
        ) x
        WHERE x.ended > on_day OR x.ended IS NULL
    ), later AS MATERIALIZED (
        SELECT b.document_id, b.begun FROM behind b WHERE b.begun <= on_day
    ), settled AS (
        SELECT s.id, s.document_id, s.open_item_id, s.amount, o.account_id, o.party_id, left(o.reference, 200) AS text,
            o.currency, CASE WHEN o.side = 'payable' THEN s.amount ELSE -s.amount END AS posted
        FROM later l
        CROSS JOIN LATERAL (
            SELECT x.* FROM ledger_settlement x WHERE x.client_id = of_client AND x.document_id = l.document_id OFFSET 0
        ) s
        CROSS JOIN LATERAL (SELECT x.* FROM ledger_open_item x WHERE x.client_id = of_client AND x.id = s.open_item_id OFFSET 0) o
    ), taken AS (
        SELECT s.*, row_number() OVER (PARTITION BY s.document_id, s.account_id, s.party_id, s.text ORDER BY s.id) AS place,
            row_number() OVER (alike ORDER BY s.id) AS alike, count(*) OVER alike AS many
        FROM settled s
        WINDOW alike AS (PARTITION BY s.document_id, s.account_id, s.party_id, s.text, s.currency, s.posted)
    ), posted AS MATERIALIZED (
        SELECT e.document_id, e.id AS entry_id, e.booked_on, p.line, p.account_id, p.party_id, p.text,
            coalesce(nullif(p.foreign_currency, ''), p.currency) AS currency, coalesce(p.foreign_amount, p.dr - p.cr) AS posted
        FROM later l
        CROSS JOIN LATERAL (SELECT x.* FROM ledger_entry x WHERE x.client_id = of_client AND x.document_id = l.document_id OFFSET 0) e
        CROSS JOIN LATERAL (
            SELECT x.* FROM ledger_posting x WHERE x.client_id = of_client AND x.entry_id = e.id AND x.party_id IS NOT NULL OFFSET 0
        ) p
    ), lines AS (
        SELECT p.*, row_number() OVER (alike ORDER BY p.entry_id, p.line) AS alike, count(*) OVER alike AS many
        FROM posted p
        WINDOW alike AS (PARTITION BY p.document_id, p.account_id, p.party_id, p.text, p.currency, p.posted)
    ), entries AS (
        SELECT p.document_id, p.account_id, p.party_id, p.text, p.booked_on,
            row_number() OVER (PARTITION BY p.document_id, p.account_id, p.party_id, p.text ORDER BY p.entry_id) AS place
        FROM posted p
        GROUP BY p.document_id, p.account_id, p.party_id, p.text, p.entry_id, p.booked_on
    )
    SELECT t.id, t.open_item_id, t.amount
    FROM taken t
    JOIN later b ON b.document_id = t.document_id
    LEFT JOIN lines p ON p.document_id = t.document_id AND p.account_id = t.account_id AND p.party_id = t.party_id AND p.text = t.text
        AND p.currency = t.currency AND p.posted = t.posted AND p.alike = t.alike AND p.many = t.many
    LEFT JOIN entries n ON n.document_id = t.document_id AND n.account_id = t.account_id AND n.party_id = t.party_id AND n.text = t.text
        AND n.place = t.place
    WHERE coalesce(p.booked_on, n.booked_on, b.begun) > on_day
    UNION ALL
    SELECT s.id, s.open_item_id, s.amount
    FROM behind b
    JOIN ledger_settlement s ON s.client_id = of_client AND s.document_id = b.document_id
    WHERE b.begun > on_day OR b.begun IS NULL AND s.at >= (on_day + 1)::timestamp AT TIME ZONE 'UTC';
END
"""
# Of what is open still, only what was booked behind the day is left out: as few entries as days have passed since.
OPEN_ON = """
CREATE FUNCTION ledger_open_on(of_client integer, on_day date) RETURNS TABLE (id bigint, document_id bigint, side text, party_id bigint,
    account_id bigint, reference text, currency text, amount bigint, local_amount bigint, document_on date, due_on date, open bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH since AS MATERIALIZED (
        SELECT o.id, o.open + sum(s.amount)::bigint AS open, o.document_id, o.side, o.party_id, o.account_id, o.reference, o.currency, o.amount,
            o.local_amount, o.document_on, o.due_on
        FROM ledger_settled_behind(of_client, on_day) s
        JOIN ledger_open_item o ON o.client_id = of_client AND o.id = s.open_item_id
        JOIN ledger_entry e ON e.client_id = of_client AND e.id = o.entry_id AND e.booked_on <= on_day
        GROUP BY o.id
    )
    SELECT s.id, s.document_id, s.side, s.party_id, s.account_id, s.reference, s.currency, s.amount, s.local_amount, s.document_on, s.due_on, s.open
    FROM since s
    WHERE s.open <> 0
    UNION ALL
    SELECT o.id, o.document_id, o.side, o.party_id, o.account_id, o.reference, o.currency, o.amount, o.local_amount, o.document_on, o.due_on, o.open
    FROM ledger_open_item o
    WHERE o.client_id = of_client AND o.open <> 0 AND NOT EXISTS (SELECT FROM since s WHERE s.id = o.id)
        AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.client_id = of_client AND e.id = o.entry_id AND e.booked_on > on_day);
END
"""
AHEAD = """
CREATE INDEX ledger_entry_ahead ON ledger_entry (client_id, booked_on) INCLUDE (document_id)
WHERE booked_on > (posted_at AT TIME ZONE 'UTC')::date
"""
DROPPED = "DROP FUNCTION ledger_open_on(integer, date)"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0013_beside")]

    operations = [
        migrations.RunSQL(AHEAD, "DROP INDEX ledger_entry_ahead"),
        migrations.RunSQL(SETTLED_BEHIND, SETTLED.SETTLED_BEHIND),
        migrations.RunSQL([DROPPED, OPEN_ON], [DROPPED, OPEN.OPEN_ON]),
        migrations.RemoveIndex("entry", "ledger_entry_document"),
        migrations.AddIndex("entry", models.Index(fields=["client_id", "document_id", "booked_on"], name="ledger_entry_document")),
    ]
