"""What was settled behind a day is looked for from the documents that settled something and have entries behind that day; before, all postings
of the client were read for it."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("kantor.spine.ledger.migrations.0008_open_on")

# As in 0008, but by one way: from these documents to their settlements and open items, and to their entries and postings (OFFSET 0). The planner
# would join all of them, because it cannot know how few documents there are. A document whose entries all lie behind the day counts as a whole:
# which entry took what is asked only of those that began before.
SETTLED_BEHIND = """
CREATE OR REPLACE FUNCTION ledger_settled_behind(of_client integer, on_day date) RETURNS TABLE (id bigint, open_item_id bigint, amount bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH behind AS MATERIALIZED (
        SELECT d.document_id,
            (SELECT min(x.booked_on) FROM ledger_entry x WHERE x.client_id = of_client AND x.document_id = d.document_id) AS begun
        FROM (SELECT DISTINCT e.document_id FROM ledger_entry e WHERE e.client_id = of_client AND e.booked_on > on_day) d
        WHERE (SELECT x.id FROM ledger_settlement x WHERE x.client_id = of_client AND x.document_id = d.document_id LIMIT 1) IS NOT NULL
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
    CROSS JOIN LATERAL (SELECT x.* FROM ledger_settlement x WHERE x.client_id = of_client AND x.document_id = b.document_id OFFSET 0) s
    WHERE b.begun > on_day
    UNION ALL
    SELECT s.id, s.open_item_id, s.amount
    FROM ledger_settlement s
    WHERE s.client_id = of_client AND s.at >= (on_day + 1)::timestamp AT TIME ZONE 'UTC'
        AND (SELECT e.id FROM ledger_entry e WHERE e.client_id = s.client_id AND e.document_id = s.document_id LIMIT 1) IS NULL;
END
"""
# Settlements are written in the order of time, so that an index of ranges of pages costs them nothing.
AT = "CREATE INDEX ledger_settlement_at ON ledger_settlement USING brin (at)"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0011_turnover")]

    operations = [
        migrations.RunSQL(SETTLED_BEHIND, BEFORE.SETTLED_BEHIND.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(AT, "DROP INDEX ledger_settlement_at"),
    ]
