-- Parties, and of those that they were merged with the ones that are blocked.
SELECT DISTINCT asked.id AS party_id, m.id
FROM unnest(%(parties)s::bigint[]) AS asked (id)
CROSS JOIN LATERAL parties_family(asked.id) AS own (id)
JOIN parties_party m ON m.id = own.id
WHERE m.blocked_on IS NOT NULL OR m.id = asked.id
ORDER BY asked.id, m.id
