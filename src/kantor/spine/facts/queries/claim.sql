-- Take from what can run out (give back where negative), only as far as there is something.
UPDATE facts_capacity c SET claimed = c.claimed + given.quantity
FROM unnest(%(whats)s::text[], %(keys)s::text[], %(quantities)s::numeric[]) AS given (what, key, quantity)
WHERE c.client_id = %(client_id)s AND c.what = given.what AND c.key = given.key
    AND c.claimed + given.quantity BETWEEN 0 AND c.total
