-- Lines of these amounts and days that stand in the suspense account as their statement shows them, the newest.
SELECT l.id, l.account, l.currency, l.amount, l.booked_on, l.value_on, l.reference, l.batch_reference, l.end_to_end_id, l.exchange_rate
FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.amount = ANY(%(amounts)s::bigint[]) AND l.currency = %(currency)s AND l.state = 'suspense'
    AND l.reversed_by IS NULL AND l.batch_line_id IS NULL AND l.booked_on BETWEEN %(from_on)s::date AND %(until)s::date
ORDER BY l.booked_on DESC, l.id
LIMIT %(most)s
