-- Entries booked within two months behind the period whose document is dated in it: what may have to be accrued.
SELECT e.text AS label, e.document_id, '' AS account, e.document_on AS day, NULL::bigint AS amount
FROM ledger_entry e
WHERE e.client_id = %(client_id)s AND e.booked_on BETWEEN %(until_on)s::date + 1 AND %(until_on)s::date + 62
    AND e.document_on BETWEEN %(from_on)s AND %(until_on)s AND e.reverses_id IS NULL
ORDER BY e.booked_on, e.id
LIMIT %(most)s
