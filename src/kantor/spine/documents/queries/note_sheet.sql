-- A page was read by whoever has it in hand, or could not be: then what an earlier reading found stays.
UPDATE documents_sheet SET read_at = %(at)s::timestamptz, content = coalesce(%(content)s::bytea, content), reason = %(reason)s, taken_until = NULL
WHERE client_id = %(client_id)s::int AND id = %(id)s::bigint AND read_at IS NULL AND taken_until = %(until)s::timestamptz
