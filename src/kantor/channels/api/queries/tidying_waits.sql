-- Clients with answers that were kept long enough, and bundles whose results were.
SELECT client_id, min(at) AS due_at, count(*)::int AS number
FROM (
    SELECT client_id, at FROM api_answer
    WHERE client_id = ANY(%(clients)s::integer[]) AND at <= %(answers_before)s::timestamptz
    UNION ALL
    SELECT b.client_id, b.created_at FROM api_bundle b
    WHERE b.client_id = ANY(%(clients)s::integer[]) AND b.created_at <= %(bundles_before)s::timestamptz
        AND NOT EXISTS (SELECT FROM api_bundle_file f WHERE f.client_id = b.client_id AND f.bundle_id = b.id AND f.done_at IS NULL)
) due
GROUP BY client_id
