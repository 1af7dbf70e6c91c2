-- Parties by number or by likeness of their name.
SELECT found.party_id
FROM (
    SELECT id AS party_id, 2.0 AS likeness FROM parties_party WHERE number = %(number)s::text
    UNION ALL
    SELECT party_id, likeness FROM parties_search(%(words)s::text, %(at_most)s::int)
) found
GROUP BY found.party_id
ORDER BY max(found.likeness) DESC, found.party_id
LIMIT %(at_most)s::int
