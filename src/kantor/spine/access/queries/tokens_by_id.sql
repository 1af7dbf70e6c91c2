-- Keys by their ids, ended ones among them.
SELECT t.id, t.person_id, p.name AS person_name, p.language, t.name, t.permissions, t.clients, t.created_at, t.expires_at, t.revoked_at,
    t.last_used_at
FROM access_token t
JOIN access_person p ON p.id = t.person_id
WHERE t.id = ANY(%(ids)s::integer[])
