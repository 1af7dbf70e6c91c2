-- The assets of a client, with what was depreciated of each until a day by entries that stand.
SELECT d.id, d.number, d.party_name AS name, d.document_on AS in_use_on, d.amount AS cost, d.currency,
    coalesce(sum(p.total::numeric) FILTER (WHERE f.state = 'effective' AND p.due_on <= %(on)s), 0) AS depreciated
FROM documents_document d
LEFT JOIN accounting_planned p ON p.client_id = d.client_id AND p.document_id = d.id
LEFT JOIN documents_document f ON f.client_id = p.client_id AND f.id = p.filed_id
WHERE d.client_id = %(client_id)s AND CASE WHEN d.seen_by = '' THEN d.type ELSE d.seen_by END = 'accounting.asset'
    AND d.state = 'effective' AND d.document_on <= %(on)s
GROUP BY d.id, d.number, d.party_name, d.document_on, d.amount, d.currency
ORDER BY d.number, d.id
