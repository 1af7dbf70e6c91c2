-- Pages get other places, or none.
UPDATE documents_leaf l SET document_id = r.document_id, place = r.place, turned = r.turned, left_out = r.left_out
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    original_id bigint, number integer, document_id bigint, place integer, turned smallint, left_out text)
WHERE l.client_id = %(client_id)s::int AND l.original_id = r.original_id AND l.number = r.number
