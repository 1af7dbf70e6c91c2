-- Close the lines of these orders that nothing has come of; answers those that are in use already.
WITH closed AS (
    UPDATE purchasing_order_line SET closed_on = %(on)s
    WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) AND received = 0
)
SELECT order_number, line FROM purchasing_order_line
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) AND received <> 0
