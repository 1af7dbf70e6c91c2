-- Parties whose names, or those of parties merged into them, are like the given ones, which are comparable already.
SELECT found.asked, coalesce(p.lead_id, p.id) AS party_id, max(found.likeness) AS likeness
FROM parties_like_names(%(names)s::text[], %(role)s::text, %(at_most)s::int) found
JOIN parties_party p ON p.id = found.party_id
GROUP BY found.asked, coalesce(p.lead_id, p.id)
ORDER BY found.asked, likeness DESC, party_id
