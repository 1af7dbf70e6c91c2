-- What lies where inside the house.
SELECT place, article, lot, unit, quantity, reserved
FROM ledger_stock
WHERE client_id = %(client_id)s AND (%(article)s::text IS NULL OR article = %(article)s::text) AND quantity <> 0
ORDER BY place, article, lot
