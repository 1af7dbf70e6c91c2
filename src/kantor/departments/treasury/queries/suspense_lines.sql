-- Lines that stand in the suspense account, as they are asked about by their ids.
SELECT l.id, l.document_id, l.no, l.booked_on, l.value_on, l.currency, l.amount, l.name, l.iban, l.text, l.exchange_rate
FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.id = ANY(%(ids)s::bigint[]) AND l.state = 'suspense' AND l.reversed_by IS NULL
