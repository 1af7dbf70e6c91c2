-- Of some documents those that are parts of assets' plans, each with the changes that counted them as depreciation and stand.
SELECT p.filed_id, p.due_on, a.number, c.document_id
FROM accounting_planned p
LEFT JOIN accounting_asset_change own ON own.client_id = p.client_id AND own.document_id = p.document_id
JOIN accounting_asset_change c ON c.client_id = p.client_id AND c.asset_id = coalesce(own.asset_id, p.document_id)
    AND c.worn_until >= p.due_on AND c.reversed_by IS NULL
JOIN documents_document a ON a.client_id = c.client_id AND a.id = c.asset_id
WHERE p.client_id = %(client_id)s AND p.filed_id = ANY(%(documents)s::bigint[])
ORDER BY p.filed_id, c.document_id
