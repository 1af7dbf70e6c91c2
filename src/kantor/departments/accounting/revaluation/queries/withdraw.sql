-- Valuations of some documents stand no more.
UPDATE accounting_revaluation r SET reversed_by = undone.by_id
FROM unnest(%(documents)s::bigint[], %(by)s::bigint[]) AS undone (document_id, by_id)
WHERE r.client_id = %(client_id)s AND r.document_id = undone.document_id
