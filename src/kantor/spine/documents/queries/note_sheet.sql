-- A page was read, or could not be.
UPDATE documents_sheet SET read_at = %(at)s::timestamptz, content = %(content)s::bytea, reason = %(reason)s, taken_until = NULL
WHERE client_id = %(client_id)s::int AND id = %(id)s::bigint AND read_at IS NULL
