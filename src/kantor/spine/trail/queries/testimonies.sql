-- The testimonies of a client, the oldest first.
SELECT head_number, witness, told, token, given_at
FROM trail_testimony
WHERE client_id = %(client_id)s::int
ORDER BY told_on, witness
