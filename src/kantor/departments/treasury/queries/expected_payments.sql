-- Payments of released runs that no statement has shown yet.
SELECT p.id, p.document_id, p.end_to_end_id, p.currency, p.amount, p.execute_on, p.iban
FROM treasury_payment p
WHERE p.client_id = %(client_id)s AND p.currency = %(currency)s AND p.seen_by IS NULL AND p.reversed_by IS NULL
ORDER BY p.id
