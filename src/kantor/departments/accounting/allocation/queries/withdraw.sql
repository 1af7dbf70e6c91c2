-- Allocations stand no more.
UPDATE accounting_allocation a SET reversed_by = undone.by_id
FROM unnest(%(documents)s::bigint[], %(by)s::bigint[]) AS undone (document_id, by_id)
WHERE a.client_id = %(client_id)s AND a.document_id = undone.document_id
