-- How many lines of each amount are booked on each day of an account, as the statements show them.
SELECT l.booked_on, l.amount, count(*) AS count
FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.account = %(account)s AND l.currency = %(currency)s AND l.reversed_by IS NULL
    AND l.batch_line_id IS NULL AND l.booked_on BETWEEN %(from_on)s::date AND %(to_on)s::date
GROUP BY l.booked_on, l.amount
