-- Changes of assets behind which a part of the plan was filed already and stands.
SELECT DISTINCT c.document_id
FROM accounting_asset_change c
JOIN accounting_planned p ON p.client_id = c.client_id AND p.due_on > c.worn_until AND p.filed_id IS NOT NULL
    AND (p.document_id = c.asset_id OR p.document_id IN (
        SELECT f.document_id FROM accounting_asset_change f WHERE f.client_id = c.client_id AND f.asset_id = c.asset_id
    ))
JOIN documents_document d ON d.client_id = p.client_id AND d.id = p.filed_id AND d.state NOT IN ('reversed', 'refused')
WHERE c.client_id = %(client_id)s AND c.document_id = ANY(%(documents)s::bigint[])
