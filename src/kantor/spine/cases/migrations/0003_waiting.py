"""Lets the dispatcher see how much work waits for which client, and nothing else of it."""

from django.db import migrations
from django.db.migrations import RunSQL

from kantor.kit.rows import OwnerReads

READ = ("documents_document", "documents_outbox", "cases_task")

WAITING = """
CREATE FUNCTION cases_waiting(now timestamptz, received_before timestamptz)
RETURNS TABLE (client_id integer, step text, count bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- What is ready to take effect, was received and left lying, is to be woken, or may leave the house.
    SELECT d.client_id, 'finish', count(*) FROM documents_document d
    WHERE d.state = 'ready' AND (d.effective_after IS NULL OR d.effective_after <= now) GROUP BY d.client_id
    UNION ALL
    SELECT d.client_id, 'resume', count(*) FROM documents_document d
    WHERE d.state = 'received' AND d.received_at < received_before GROUP BY d.client_id
    UNION ALL
    SELECT t.client_id, 'wake', count(*) FROM cases_task t WHERE t.state = 'aside' AND t.wake_at <= now GROUP BY t.client_id
    UNION ALL
    SELECT o.client_id, 'send', count(*) FROM documents_outbox o WHERE o.state = 'approved' GROUP BY o.client_id;
END
"""


def index(name: str, table: str, columns: str, condition: str) -> RunSQL:
    """What waits is little among what is done, so its index is little too."""
    return RunSQL(f"CREATE INDEX {name} ON {table} ({columns}) WHERE {condition}", f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guard"), ("documents", "0002_guard")]

    operations = [
        *(OwnerReads(table) for table in READ),
        index("documents_document_waiting", "documents_document", "client_id, state, id", "state IN ('ready', 'received')"),
        index("documents_outbox_waiting", "documents_outbox", "client_id, id", "state = 'approved'"),
        index("cases_task_aside", "cases_task", "client_id, wake_at", "state = 'aside'"),
        RunSQL(WAITING, "DROP FUNCTION cases_waiting(timestamptz, timestamptz)"),
    ]
