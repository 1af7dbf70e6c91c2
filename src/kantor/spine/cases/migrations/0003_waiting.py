"""Lets the dispatcher see how much work waits for which client since when, and nothing else of it."""

from django.db import migrations
from django.db.migrations import RunSQL

READ = ("documents_document", "documents_outbox", "cases_task")

# Client by client, each by its index and up to `most` rows, so that the price is the same whatever lies in the tables.
WAITING = """
CREATE FUNCTION cases_waiting(now timestamptz, received_before timestamptz, most integer)
RETURNS TABLE (client_id integer, step text, due_at timestamptz, count bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT c.id, work.step, work.due_at, work.count
    FROM access_client c
    CROSS JOIN LATERAL (
        -- Ready to take effect: nobody had to look, or the time to take an approval back is over.
        SELECT 'take_effect' AS step, min(d.due_at) AS due_at, count(*) AS count
        FROM (
            SELECT coalesce(effective_after, received_at) AS due_at FROM documents_document
            WHERE client_id = c.id AND state = 'ready' AND (effective_after IS NULL OR effective_after <= now) LIMIT most
        ) d
        UNION ALL
        -- Received and left lying by a process that ended.
        SELECT 'resume', min(d.due_at), count(*)
        FROM (
            SELECT received_at AS due_at FROM documents_document
            WHERE client_id = c.id AND state = 'received' AND received_at <= received_before LIMIT most
        ) d
        UNION ALL
        -- Set aside until now.
        SELECT 'wake', min(t.wake_at), count(*)
        FROM (SELECT wake_at FROM cases_task WHERE client_id = c.id AND state = 'aside' AND wake_at <= now LIMIT most) t
        UNION ALL
        -- Approved to leave the house.
        SELECT 'send', min(o.created_at), count(*)
        FROM (SELECT created_at FROM documents_outbox WHERE client_id = c.id AND state = 'approved' LIMIT most) o
    ) work
    WHERE work.count > 0
    UNION ALL
    -- Recorded and not sealed; the house itself has a trail, too.
    SELECT unsealed.client_id, 'seal', NULL, 1 FROM trail_unsealed_clients() AS unsealed (client_id);
END
"""


def index(name: str, table: str, columns: str, condition: str) -> RunSQL:
    """What waits is little among what is done, so its index is little too."""
    return RunSQL(f"CREATE INDEX {name} ON {table} ({columns}) WHERE {condition}", f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guard"), ("documents", "0002_guard"), ("trail", "0002_guard"), ("access", "0002_guard")]

    operations = [
        *(
            RunSQL(f"CREATE POLICY owner_reads ON {table} FOR SELECT TO CURRENT_USER USING (true)", f"DROP POLICY owner_reads ON {table}")
            for table in READ
        ),
        index("documents_document_waiting", "documents_document", "client_id, state, id", "state IN ('ready', 'received')"),
        index("documents_outbox_waiting", "documents_outbox", "client_id, id", "state = 'approved'"),
        index("cases_task_aside", "cases_task", "client_id, wake_at", "state = 'aside'"),
        RunSQL(WAITING, "DROP FUNCTION cases_waiting(timestamptz, timestamptz, integer)"),
    ]
