-- Bookings of these amounts that notices told and no statement has shown yet.
SELECT n.id, n.format, n.account, n.currency, n.amount, n.booked_on, n.reference, n.batch_reference, n.lines
FROM treasury_notice n
WHERE n.client_id = %(client_id)s AND n.amount = ANY(%(amounts)s::bigint[]) AND n.currency = %(currency)s AND n.used_by IS NULL
    AND n.reversed_by IS NULL
ORDER BY n.id
