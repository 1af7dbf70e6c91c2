-- Documents of the period or before it that somebody still has to decide on, or that have not taken effect yet.
SELECT CASE WHEN d.confidential THEN '' ELSE concat_ws(' ', nullif(d.number, ''), nullif(d.party_name, '')) END AS label, d.id AS document_id,
    d.type AS account, coalesce(d.document_on, d.received_at::date) AS day, NULL::bigint AS amount
FROM documents_document d
WHERE d.client_id = %(client_id)s AND d.state IN ('received', 'read', 'waiting', 'ready')
    AND coalesce(d.document_on, d.received_at::date) <= %(until_on)s AND d.type <> 'accounting.period_change'
ORDER BY d.id
LIMIT %(most)s
