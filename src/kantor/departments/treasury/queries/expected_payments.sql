-- Payments and direct debits of released runs that no statement has shown yet; amount: money out above zero.
SELECT p.id, p.document_id, p.end_to_end_id, p.currency, CASE WHEN p.mandate_id IS NULL THEN p.amount ELSE -p.amount END AS amount, p.execute_on, p.iban
FROM treasury_payment p
WHERE p.client_id = %(client_id)s AND p.currency = %(currency)s AND p.seen_by IS NULL AND p.returned_by IS NULL AND p.reversed_by IS NULL
ORDER BY p.id
