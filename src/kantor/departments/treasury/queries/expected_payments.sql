-- Payments and direct debits of released runs that no statement has shown yet, of a currency, and of any other those of these end-to-end ids; amount:
-- money out above zero; local_amount: likewise, in the currency of the books.
SELECT p.id, p.document_id, p.end_to_end_id, p.currency, CASE WHEN p.mandate_id IS NULL THEN p.amount ELSE -p.amount END AS amount, CASE WHEN p.mandate_id IS NULL THEN p.local_amount ELSE -p.local_amount END AS local_amount,
    p.execute_on, p.iban
FROM treasury_payment p
WHERE p.client_id = %(client_id)s AND (p.currency = %(currency)s OR p.end_to_end_id = ANY(%(ids)s::text[])) AND p.seen_by IS NULL AND p.returned_by IS NULL AND p.reversed_by IS NULL
ORDER BY p.id
