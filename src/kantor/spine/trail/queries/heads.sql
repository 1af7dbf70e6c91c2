-- Signed heads of a client's log, the newest first.
SELECT client_id, number, size, root, at, key_id, signature
FROM trail_head
WHERE client_id = %(client_id)s::int
ORDER BY number DESC
LIMIT %(newest)s::bigint
