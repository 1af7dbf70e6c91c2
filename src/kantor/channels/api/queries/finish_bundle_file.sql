-- What became of a file; its bytes are with its documents now.
UPDATE api_bundle_file SET data = NULL, outcomes = %(outcomes)s::jsonb, done_at = %(at)s::timestamptz
WHERE client_id = %(client_id)s::integer AND id = %(id)s::bigint AND done_at IS NULL
