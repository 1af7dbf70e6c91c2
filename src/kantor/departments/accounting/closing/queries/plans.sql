-- Parts of plans that belong into the period or before it and are not posted: not filed yet, or filed and not in effect.
SELECT p.text AS label, coalesce(p.filed_id, p.document_id) AS document_id, '' AS account, p.due_on AS day, NULL::bigint AS amount
FROM accounting_planned p
LEFT JOIN documents_document d ON d.client_id = p.client_id AND d.id = p.filed_id
WHERE p.client_id = %(client_id)s AND p.due_on BETWEEN %(from_on)s AND %(until_on)s AND p.struck_on IS NULL
    AND (p.filed_id IS NULL OR d.state NOT IN ('effective', 'reversed', 'refused'))
ORDER BY p.due_on, p.id
LIMIT %(most)s
