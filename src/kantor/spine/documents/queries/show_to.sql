-- Documents are seen by those to whom they are handed.
UPDATE documents_document d SET seen_by = r.seen_by
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, seen_by text)
WHERE d.client_id = %(client_id)s::int AND d.id = r.document_id AND d.seen_by <> r.seen_by
