-- One line that stands in the suspense account.
SELECT l.id, l.client_id, l.document_id, l.no, l.booked_on, l.currency, l.amount, l.name, l.text, s.number
FROM treasury_statement_line l
LEFT JOIN treasury_statement s ON s.client_id = l.client_id AND s.document_id = l.document_id
WHERE l.id = %(line)s::bigint AND l.state = 'suspense' AND l.reversed_by IS NULL
