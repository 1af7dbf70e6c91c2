-- Takes a file into one worker's hand, unless it is done or in another's.
SELECT id FROM api_bundle_file
WHERE client_id = %(client_id)s::integer AND id = %(id)s::bigint AND done_at IS NULL
FOR UPDATE SKIP LOCKED
