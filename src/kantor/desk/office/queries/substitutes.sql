-- Who stands in for whom at these clients, now and in time to come.
SELECT s.id, s.client_id, p.name, d.name AS deputy, s.from_on, s.until_on, s.document_id
FROM access_substitute s
JOIN access_person p ON p.id = s.person_id
JOIN access_person d ON d.id = s.deputy_id
WHERE s.client_id = ANY(%(clients)s::integer[]) AND s.until_on >= %(since)s::date AND s.until_on >= s.from_on
ORDER BY s.from_on, s.id
