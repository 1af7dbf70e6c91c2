"""Keeps each client's partners apart, and searches them by likeness of their names without letting that be passed by."""

from django.db import migrations
from django.db.migrations import RunSQL

from kantor.kit.rows import AppendOnly, AppRights, ClientKey, ClientReference, ClientRows, OwnerReads

TABLES = ("parties_party", "parties_identifier", "parties_bank_account", "parties_change")
SEARCHED = ("parties_party", "parties_identifier")

# Under row-level security an index for likeness is not used, because its operator is not leakproof; so this runs as the owner and
# keeps to the acting clients by itself.
LIKE_NAMES = """
CREATE FUNCTION parties_like_names(names text[], of_role text, at_most integer)
RETURNS TABLE (asked text, party_id bigint, likeness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET pg_trgm.similarity_threshold = 0.4
BEGIN ATOMIC
    SELECT wanted.name, found.party_id, found.likeness
    FROM unnest(names) AS wanted (name)
    CROSS JOIN LATERAL (
        SELECT hits.party_id, max(hits.likeness) AS likeness
        FROM (
            SELECT p.id AS party_id, similarity(p.comparable, wanted.name) AS likeness
            FROM parties_party p
            WHERE p.comparable % wanted.name AND p.kind = of_role
                AND p.client_id = ANY ((SELECT string_to_array(nullif(current_setting('kantor.clients', true), ''), ','))::int[])
            UNION ALL
            SELECT i.party_id, similarity(i.value, wanted.name)
            FROM parties_identifier i
            JOIN parties_party p ON p.client_id = i.client_id AND p.id = i.party_id AND p.kind = of_role
            WHERE i.scheme = 'alias' AND i.value % wanted.name AND i.ended_on IS NULL
                AND i.client_id = ANY ((SELECT string_to_array(nullif(current_setting('kantor.clients', true), ''), ','))::int[])
        ) hits
        GROUP BY hits.party_id
        ORDER BY max(hits.likeness) DESC, hits.party_id
        LIMIT at_most
    ) found;
END
"""
SEARCH = """
CREATE FUNCTION parties_search(words text, at_most integer)
RETURNS TABLE (party_id bigint, likeness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET pg_trgm.word_similarity_threshold = 0.5
BEGIN ATOMIC
    SELECT p.id, word_similarity(words, p.comparable)
    FROM parties_party p
    WHERE words <% p.comparable
        AND p.client_id = ANY ((SELECT string_to_array(nullif(current_setting('kantor.clients', true), ''), ','))::int[])
    ORDER BY word_similarity(words, p.comparable) DESC, p.id
    LIMIT at_most;
END
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_columns"), ("access", "0002_guard")]

    operations = [
        RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", RunSQL.noop),
        *(ClientRows(table) for table in TABLES),
        ClientKey("parties_party"),
        ClientReference("parties_identifier", "party_id", "parties_party"),
        ClientReference("parties_bank_account", "party_id", "parties_party"),
        RunSQL(
            "ALTER TABLE parties_party ADD CONSTRAINT parties_party_client_fkey FOREIGN KEY (client_id) REFERENCES access_client (id)",
            "ALTER TABLE parties_party DROP CONSTRAINT parties_party_client_fkey",
        ),
        *(AppRights(table, "SELECT, INSERT, UPDATE") for table in TABLES[:3]),
        AppendOnly("parties_change"),
        *(OwnerReads(table) for table in SEARCHED),
        RunSQL(
            "CREATE INDEX parties_party_likeness ON parties_party USING gin (comparable gin_trgm_ops)", "DROP INDEX parties_party_likeness"
        ),
        RunSQL(
            "CREATE INDEX parties_identifier_likeness ON parties_identifier USING gin (value gin_trgm_ops) WHERE scheme = 'alias'",
            "DROP INDEX parties_identifier_likeness",
        ),
        RunSQL(LIKE_NAMES, "DROP FUNCTION parties_like_names(text[], text, integer)"),
        RunSQL(SEARCH, "DROP FUNCTION parties_search(text, integer)"),
    ]
