-- What these runs decided counts no more.
UPDATE receivables_dunning d SET reversed_by = r.reversed_by
FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
WHERE d.client_id = %(client_id)s AND d.document_id = r.document_id
