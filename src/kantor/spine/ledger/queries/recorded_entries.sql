-- The entries that documents made, with the entry that has reversed each already.
SELECT e.id, e.document_id, e.ledger, e.series, e.booked_on, e.text, e.reverses_id, r.id AS reversed_by
FROM ledger_entry e
LEFT JOIN ledger_entry r ON r.client_id = e.client_id AND r.reverses_id = e.id
WHERE e.client_id = %(client_id)s AND e.document_id = ANY(%(documents)s)
ORDER BY e.document_id, e.id
