-- Add to stock (take where negative), only where it stays at least what is reserved.
UPDATE ledger_stock s SET quantity = s.quantity + c.change
FROM unnest(
    trim_array(string_to_array(%(places)s, E'\x1f'), 1), trim_array(string_to_array(%(articles)s, E'\x1f'), 1),
    trim_array(string_to_array(%(lots)s, E'\x1f'), 1), %(changes)s::numeric[]
) AS c (place, article, lot, change)
WHERE s.client_id = %(client_id)s AND s.place = c.place AND s.article = c.article AND s.lot = c.lot
    AND s.quantity + c.change >= s.reserved
