-- The parts of the plans of some assets and of their changes, the oldest first. is_first: of the plan that the asset came with; stands: is to
-- come, or was filed and not taken back; ledger: main, or tax of what that depreciates beyond it.
SELECT coalesce(c.asset_id, p.document_id) AS asset_id, c.asset_id IS NULL AS is_first, p.due_on, p.total,
    p.struck_on IS NULL AND coalesce(f.state, '') NOT IN ('reversed', 'refused') AS stands, p.filed_id IS NOT NULL AS is_filed, p.ledger
FROM accounting_planned p
LEFT JOIN accounting_asset_change c ON c.client_id = p.client_id AND c.document_id = p.document_id
LEFT JOIN documents_document f ON f.client_id = p.client_id AND f.id = p.filed_id
WHERE p.client_id = %(client_id)s AND (p.document_id = ANY(%(assets)s::bigint[]) OR c.asset_id = ANY(%(assets)s::bigint[]))
ORDER BY p.due_on, p.id
