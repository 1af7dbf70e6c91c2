-- Bookings of these amounts and days that notices told and no statement has shown yet, the newest.
SELECT n.id, n.format, n.account, n.currency, n.amount, n.booked_on, n.reference, n.batch_reference, n.lines
FROM treasury_notice n
WHERE n.client_id = %(client_id)s AND n.amount = ANY(%(amounts)s::bigint[]) AND n.currency = %(currency)s AND n.used_by IS NULL
    AND n.reversed_by IS NULL AND n.booked_on BETWEEN %(from_on)s::date AND %(until)s::date
ORDER BY n.booked_on DESC, n.id
LIMIT %(most)s
