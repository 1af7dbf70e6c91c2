-- Clients some of whose scans wait to be read and are in nobody's hand.
SELECT client_id, NULL::timestamptz AS due_at, count(*)::int AS number
FROM (
    SELECT client_id FROM documents_sheet
    WHERE client_id = ANY(%(clients)s::int[]) AND read_at IS NULL AND (taken_until IS NULL OR taken_until < %(at)s::timestamptz)
    LIMIT %(most)s
) waiting
GROUP BY client_id
