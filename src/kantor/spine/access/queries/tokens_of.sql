-- The keys of a person, the newest first, ended ones among them.
SELECT t.id, t.person_id, p.name AS person_name, p.language, t.name, t.permissions, t.clients, t.created_at, t.expires_at, t.revoked_at,
    t.last_used_at
FROM access_token t
JOIN access_person p ON p.id = t.person_id
WHERE t.person_id = %(person_id)s::integer
ORDER BY t.id DESC
