-- Parties by the numbers that the client gave them.
SELECT id, number
FROM parties_party
WHERE client_id = %(client_id)s::int AND kind = %(role)s::text AND number = ANY(%(numbers)s::text[])
