-- The last twelve invoices of each of these suppliers that took effect, the newest first.
SELECT asked.party_id, d.number, d.document_on, d.due_on, d.currency, d.amount
FROM unnest(%(parties)s::bigint[]) AS asked (party_id)
CROSS JOIN LATERAL (
    SELECT n.id, n.number, n.document_on, n.due_on, n.currency, n.amount
    FROM documents_document n
    WHERE n.party_id = asked.party_id AND n.type = 'payables.supplier_invoice' AND n.state = 'effective'
    ORDER BY n.id DESC LIMIT 12
) d
ORDER BY asked.party_id, d.id DESC
