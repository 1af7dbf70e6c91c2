-- A page of the lines that stand in the suspense account, the oldest first, with the statement that each came on; a payment that a notice told stands
-- on the line that it divides.
SELECT l.id, l.client_id, coalesce(b.document_id, l.document_id) AS document_id, coalesce(b.no, l.no) AS no, l.booked_on, l.currency, l.amount, l.name, l.iban, l.text, l.end_to_end_id, l.account, s.number
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM treasury_statement_line t
    WHERE t.client_id = mine.client_id AND t.state = 'suspense' AND t.reversed_by IS NULL
        AND (t.booked_on, t.id) > (%(after_on)s::date, %(after_id)s::bigint)
    ORDER BY t.booked_on, t.id LIMIT %(limit)s::bigint
) l
LEFT JOIN treasury_statement_line b ON b.client_id = l.client_id AND b.id = l.batch_line_id
LEFT JOIN treasury_statement s ON s.client_id = l.client_id AND s.document_id = coalesce(b.document_id, l.document_id)
ORDER BY l.booked_on, l.id
LIMIT %(limit)s::bigint
