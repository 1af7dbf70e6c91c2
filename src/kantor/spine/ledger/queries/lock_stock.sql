-- Lock stock rows, in the order of place, article and lot.
SELECT place, article, lot, unit, quantity, reserved
FROM ledger_stock
WHERE client_id = %(client_id)s AND (place, article, lot) IN (
    SELECT place, article, lot FROM unnest(
        trim_array(string_to_array(%(places)s, E'\x1f'), 1), trim_array(string_to_array(%(articles)s, E'\x1f'), 1),
        trim_array(string_to_array(%(lots)s, E'\x1f'), 1)
    ) AS wanted (place, article, lot))
ORDER BY place, article, lot
FOR NO KEY UPDATE
