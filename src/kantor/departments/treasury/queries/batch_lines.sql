-- Lines of these amounts that stand in the suspense account as their statement shows them.
SELECT l.id, l.account, l.currency, l.amount, l.booked_on, l.value_on, l.reference, l.batch_reference, l.end_to_end_id
FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.amount = ANY(%(amounts)s::bigint[]) AND l.currency = %(currency)s AND l.state = 'suspense'
    AND l.reversed_by IS NULL AND l.batch_line_id IS NULL
ORDER BY l.booked_on, l.id
