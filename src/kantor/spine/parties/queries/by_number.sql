-- Parties by the numbers that the client gave them, and by those of the ones that they were merged with.
SELECT coalesce(lead_id, id) AS id, number
FROM parties_party
WHERE client_id = %(client_id)s::int AND kind = %(role)s::text AND number = ANY(%(numbers)s::text[])
