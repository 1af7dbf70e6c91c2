-- Clients under which files wait to be taken in.
SELECT f.client_id, min(b.created_at) AS due_at, count(*)::int AS number
FROM api_bundle_file f JOIN api_bundle b ON b.client_id = f.client_id AND b.id = f.bundle_id
WHERE f.client_id = ANY(%(clients)s::integer[]) AND f.done_at IS NULL
GROUP BY f.client_id
