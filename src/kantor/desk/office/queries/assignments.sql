-- Who has which role for these clients from when until when, those that ended before a day left out.
SELECT a.id, a.client_id, a.person_id, p.name, p.email, p.is_active, a.role, a.from_on, a.until_on, a.document_id
FROM access_assignment a JOIN access_person p ON p.id = a.person_id
WHERE a.client_id = ANY(%(clients)s::integer[]) AND (a.until_on IS NULL OR (a.until_on >= %(since)s::date AND a.until_on >= a.from_on))
ORDER BY p.name, a.client_id, a.role, a.from_on
