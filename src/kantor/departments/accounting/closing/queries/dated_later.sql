-- Entries booked in the period whose document is dated behind it.
SELECT e.text AS label, e.document_id, '' AS account, e.document_on AS day, NULL::bigint AS amount
FROM ledger_entry e
WHERE e.client_id = %(client_id)s AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s AND e.document_on > %(until_on)s AND e.reverses_id IS NULL
ORDER BY e.booked_on, e.id
LIMIT %(most)s
