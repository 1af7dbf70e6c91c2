-- A page of the documents that posted within some days, after the one seen last, with the hash of the sealed bytes.
SELECT d.id, d.type, d.number, d.document_on, d.received_at, d.took_effect_at, d.party_name, d.file_name, d.seen_by, d.confidential,
    coalesce(encode(o.sha256, 'hex'), '') AS sha256
FROM documents_document d
LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE d.client_id = %(client_id)s AND d.id > %(after)s AND EXISTS (
    SELECT FROM ledger_entry e WHERE e.client_id = d.client_id AND e.document_id = d.id AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s
)
ORDER BY d.id
LIMIT %(most)s
