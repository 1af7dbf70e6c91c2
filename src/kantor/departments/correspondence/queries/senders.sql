-- Who writes from these addresses: the one business partner that has it, and how many letters of ours went there since.
SELECT asked.email, p.id AS party_id, p.name, p.language, p.country,
    (SELECT count(*) FROM correspondence_entry e WHERE e.email = asked.email AND e.direction = 'out' AND e.at >= %(since)s::timestamptz) AS sent,
    EXISTS (SELECT FROM correspondence_entry e WHERE e.email = asked.email AND e.direction = 'in') AS wrote_before
FROM unnest(%(emails)s::text[]) AS asked (email)
LEFT JOIN LATERAL (
    SELECT min(id) AS id, min(name) AS name, min(language) AS language, min(country) AS country FROM parties_party
    WHERE asked.email <> '' AND lower(email) = asked.email HAVING count(*) = 1
) p ON true
