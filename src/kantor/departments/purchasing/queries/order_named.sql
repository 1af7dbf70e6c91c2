-- All lines of these orders, closed ones too, with whose they are.
SELECT order_number, line, name, party_id FROM purchasing_order_line WHERE order_number = ANY(%(orders)s) ORDER BY id
