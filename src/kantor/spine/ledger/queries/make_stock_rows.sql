-- Make empty stock rows where there are none yet, in one order for every writer.
INSERT INTO ledger_stock (client_id, place, article, lot, unit, quantity, reserved)
SELECT %(client_id)s, place, article, lot, unit, 0, 0
FROM unnest(
    trim_array(string_to_array(%(places)s, E'\x1f'), 1), trim_array(string_to_array(%(articles)s, E'\x1f'), 1),
    trim_array(string_to_array(%(lots)s, E'\x1f'), 1), trim_array(string_to_array(%(units)s, E'\x1f'), 1)
) AS fresh (place, article, lot, unit)
ORDER BY place, article, lot
ON CONFLICT (client_id, place, article, lot) DO NOTHING
