-- Changes of assets stand no more.
UPDATE accounting_asset_change c SET reversed_by = undone.by_id
FROM unnest(%(documents)s::bigint[], %(by)s::bigint[]) AS undone (document_id, by_id)
WHERE c.client_id = %(client_id)s AND c.document_id = undone.document_id
