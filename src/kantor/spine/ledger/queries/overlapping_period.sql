-- A period of another fiscal year, or of the same year cut differently, that shares days with a span.
SELECT year, starts_on
FROM ledger_period
WHERE client_id = %(client_id)s AND starts_on <= %(ends_on)s AND ends_on >= %(starts_on)s
    AND NOT (year = %(year)s AND EXISTS (
        SELECT 1 FROM ledger_period f
        WHERE f.client_id = %(client_id)s AND f.year = %(year)s AND f.number = 1 AND f.starts_on = %(starts_on)s))
ORDER BY starts_on
LIMIT 1
