-- Of pairs of parties what somebody said who found that they, or two that were merged into them, are not the same; the latest of each pair.
SELECT DISTINCT ON (asked.place) asked.place, u.reason, u.person_id, u.at
FROM unnest(%(parties)s::bigint[], %(others)s::bigint[]) WITH ORDINALITY AS asked (party_id, other_id, place)
CROSS JOIN LATERAL parties_family(asked.party_id) AS mine (id)
CROSS JOIN LATERAL parties_family(asked.other_id) AS theirs (id)
JOIN parties_unlike u ON u.party_id = least(mine.id, theirs.id) AND u.other_id = greatest(mine.id, theirs.id)
ORDER BY asked.place, u.id DESC
