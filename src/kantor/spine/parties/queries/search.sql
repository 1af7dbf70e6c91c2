-- Parties by number or by likeness of their name, of one role or any; one that is merged into another finds that one.
SELECT coalesce(p.lead_id, p.id) AS party_id
FROM (
    SELECT id AS party_id, 2.0 AS likeness FROM parties_party WHERE number = %(number)s::text
    UNION ALL
    SELECT party_id, likeness FROM parties_search(%(words)s::text, %(among)s::int)
) found
JOIN parties_party p ON p.id = found.party_id
WHERE %(role)s::text = '' OR p.kind = %(role)s::text
GROUP BY coalesce(p.lead_id, p.id)
ORDER BY max(found.likeness) DESC, party_id
LIMIT %(at_most)s::int
