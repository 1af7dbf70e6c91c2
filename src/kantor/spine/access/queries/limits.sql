-- Limits of authority of a client on a day, in minor units of its currency.
SELECT l.role, l.type, l.amount, c.currency
FROM access_limit l
JOIN access_client c ON c.id = l.client_id
WHERE l.client_id = %(client_id)s::int AND %(on)s::date >= l.from_on AND (l.until_on IS NULL OR %(on)s::date <= l.until_on)
