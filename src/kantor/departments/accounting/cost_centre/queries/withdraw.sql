-- What some documents say of cost centres holds no more; what was kept before does again.
UPDATE accounting_centre c SET reversed_by = undone.by_id
FROM unnest(%(documents)s::bigint[], %(by)s::bigint[]) AS undone (document_id, by_id)
WHERE c.client_id = %(client_id)s AND c.document_id = undone.document_id
