"""A scan whose pages wait to be read was not left lying."""

from django.db import migrations
from django.db.migrations import RunSQL

WAITING = """
CREATE OR REPLACE FUNCTION cases_waiting(now timestamptz, received_before timestamptz, most integer)
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
        -- Received and left lying by a process that ended; a scan whose pages wait to be read is not.
        SELECT 'resume', min(d.due_at), count(*)
        FROM (
            SELECT d.received_at AS due_at FROM documents_document d
            WHERE d.client_id = c.id AND d.state = 'received' AND d.received_at <= received_before AND NOT EXISTS (
                SELECT FROM documents_sheet s WHERE s.client_id = c.id AND s.original_id = d.original_id AND s.read_at IS NULL
            ) LIMIT most
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


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_counting"), ("documents", "0020_sheets")]

    operations = [RunSQL(WAITING, RunSQL.noop)]
