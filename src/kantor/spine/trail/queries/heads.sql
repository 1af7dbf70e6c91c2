-- Signed heads of a client's log, the newest first, from a number on downwards where asked.
SELECT client_id, number, size, root, at, key_id, signature
FROM trail_head
WHERE client_id = %(client_id)s::int AND number <= coalesce(%(until)s::bigint, 2147483647)
ORDER BY number DESC
LIMIT %(newest)s::bigint
