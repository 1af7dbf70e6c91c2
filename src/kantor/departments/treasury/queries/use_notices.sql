-- Note of which statement's lines notices told; answers those that told of none before.
UPDATE treasury_notice n SET used_by = r.document_id
FROM unnest(%(notices)s::bigint[], %(documents)s::bigint[]) AS r (notice_id, document_id)
WHERE n.client_id = %(client_id)s AND n.id = r.notice_id AND n.used_by IS NULL AND n.reversed_by IS NULL
RETURNING n.id
