-- What somebody did with pages was undone.
UPDATE documents_arrangement SET undone_at = %(at)s::timestamptz
WHERE client_id = %(client_id)s::int AND id = %(id)s::bigint AND undone_at IS NULL
