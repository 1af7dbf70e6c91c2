-- Keep bookings that notices told, until the statement that shows them comes.
INSERT INTO treasury_notice (client_id, document_id, no, format, account, currency, amount, booked_on, reference, batch_reference, lines)
SELECT %(client_id)s, document_id, no, format, account, currency, amount, booked_on, reference, batch_reference, lines
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, no integer, format text, account text, currency text, amount bigint,
    booked_on date, reference text, batch_reference text, lines jsonb)
