-- The files of a bundle with what became of them.
SELECT number, name, done_at, outcomes FROM api_bundle_file
WHERE client_id = %(client_id)s::integer AND bundle_id = %(bundle_id)s::bigint
ORDER BY number
