-- Say how much there is; never less than has been claimed.
UPDATE facts_capacity c SET total = given.total
FROM unnest(%(whats)s::text[], %(keys)s::text[], %(totals)s::numeric[]) AS given (what, key, total)
WHERE c.client_id = %(client_id)s AND c.what = given.what AND c.key = given.key AND c.claimed <= given.total
