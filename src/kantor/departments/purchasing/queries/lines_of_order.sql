-- All lines of these orders that are not closed.
SELECT id, order_number, line, article, name, unit, ordered, received, price, currency, clearing, account, cost_centre
FROM purchasing_order_line WHERE order_number = ANY(%(orders)s) AND closed_on IS NULL ORDER BY id
