-- What waits of an asset's plan behind a change is struck by that change; the plan that takes its place is entered with it.
UPDATE accounting_planned p SET struck_on = c."on", struck_by = c.document_id
FROM accounting_asset_change c
WHERE c.client_id = %(client_id)s AND c.document_id = ANY(%(documents)s::bigint[]) AND p.client_id = c.client_id
    AND p.filed_id IS NULL AND p.struck_on IS NULL AND p.due_on > c.worn_until AND p.document_id <> c.document_id
    AND (p.document_id = c.asset_id OR p.document_id IN (
        SELECT f.document_id FROM accounting_asset_change f WHERE f.client_id = c.client_id AND f.asset_id = c.asset_id
    ))
