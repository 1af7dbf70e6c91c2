-- Changes that stand and follow some documents: assets whose value changed, or changes of them.
SELECT CASE WHEN c.asset_id = ANY(%(documents)s::bigint[]) THEN c.asset_id ELSE c.follows END AS followed, c.document_id
FROM accounting_asset_change c
WHERE c.client_id = %(client_id)s AND c.reversed_by IS NULL
    AND (c.asset_id = ANY(%(documents)s::bigint[]) OR c.follows = ANY(%(documents)s::bigint[]))
ORDER BY c.document_id
