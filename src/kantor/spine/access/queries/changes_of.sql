-- What documents changed, the last change first.
SELECT document_id, what, row_id, before, after FROM access_change WHERE document_id = ANY(%(ids)s::bigint[]) ORDER BY id DESC
