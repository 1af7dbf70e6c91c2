-- The highest plain number of suppliers and of customers.
SELECT kind, max(number::bigint) AS highest
FROM parties_party
WHERE client_id = %(client_id)s::int AND number ~ '^[0-9]{1,9}$'
GROUP BY kind
