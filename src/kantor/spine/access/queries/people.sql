-- People with a role for a client on a day.
SELECT p.id, p.name, p.email, p.language, p.is_active, array_agg(DISTINCT held.role ORDER BY held.role) AS roles
FROM access_assignment held
JOIN access_person p ON p.id = held.person_id
WHERE held.client_id = %(client_id)s::int AND %(on)s::date >= held.from_on AND (held.until_on IS NULL OR %(on)s::date <= held.until_on)
GROUP BY p.id
ORDER BY p.name, p.id
