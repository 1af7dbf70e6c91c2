-- Documents that the plans of some documents became and that stand, by the plan's document.
SELECT p.document_id, d.id
FROM accounting_planned p
JOIN documents_document d ON d.client_id = p.client_id AND d.id = p.filed_id
WHERE p.client_id = %(client_id)s AND p.document_id = ANY(%(documents)s::bigint[]) AND d.state NOT IN ('reversed', 'refused')
ORDER BY d.id
