-- Add what has come to its order lines; answers the lines that were found.
UPDATE purchasing_order_line o SET received = o.received + r.quantity
FROM (
    SELECT order_number, line, sum(quantity) AS quantity
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (order_number text, line text, quantity numeric)
    GROUP BY order_number, line
) r
WHERE o.client_id = %(client_id)s AND o.order_number = r.order_number AND o.line = r.line
RETURNING o.order_number, o.line
