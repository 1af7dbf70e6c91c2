-- Lines of the suspense account, the oldest first, without those for which a clearing waits or is about to take effect.
SELECT l.id, l.client_id, l.document_id, l.no, l.booked_on, l.currency, l.amount, l.name, l.iban, l.text, l.end_to_end_id, s.number
FROM treasury_statement_line l
LEFT JOIN treasury_statement s ON s.client_id = l.client_id AND s.document_id = l.document_id
WHERE l.client_id = %(client_id)s AND l.state = 'suspense' AND l.reversed_by IS NULL
    AND l.id::text NOT IN (
        SELECT d.number FROM documents_document d
        WHERE d.client_id = %(client_id)s AND d.state IN ('received', 'waiting', 'ready') AND d.type = %(type)s
    )
ORDER BY l.booked_on, l.id
LIMIT %(most)s
