-- A party with all that it was merged with, the one they lead to first.
SELECT p.id, p.number, p.name, p.merged_into_id, p.lead_id
FROM parties_family(%(party)s::bigint) AS own (id)
JOIN parties_party p ON p.id = own.id
ORDER BY p.lead_id IS NOT NULL, p.id
