-- Who writes from these addresses: the one business partner that has it, or to whom all lead that have it, and how many letters of ours went there since.
SELECT asked.email, p.id AS party_id, p.name, p.language, p.country,
    (SELECT count(*) FROM correspondence_entry e WHERE e.email = asked.email AND e.direction = 'out' AND e.at >= %(since)s::timestamptz) AS sent,
    EXISTS (SELECT FROM correspondence_entry e WHERE e.email = asked.email AND e.direction = 'in') AS wrote_before
FROM unnest(%(emails)s::text[]) AS asked (email)
LEFT JOIN LATERAL (
    SELECT min(lead.id) AS id, min(lead.name) AS name, min(lead.language) AS language, min(lead.country) AS country
    FROM parties_party own JOIN parties_party lead ON lead.client_id = own.client_id AND lead.id = coalesce(own.lead_id, own.id)
    WHERE asked.email <> '' AND lower(own.email) = asked.email HAVING count(DISTINCT lead.id) = 1
) p ON true
