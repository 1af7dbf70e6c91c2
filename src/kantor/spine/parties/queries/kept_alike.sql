-- The likeliest pairs of clients as they were found the last time, without those of which somebody said since that they are two,
-- or merged one of them; left out before the likeliest are taken, so that they push no other pair off the list.
SELECT p.client_id, p.party_id AS one, p.other_id AS other, p.same, p.likeness, p.same_place, p.degree
FROM unnest(%(clients)s::int[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT k.* FROM parties_like_pair k
    JOIN parties_party a ON a.client_id = k.client_id AND a.id = k.party_id AND a.lead_id IS NULL
    JOIN parties_party b ON b.client_id = k.client_id AND b.id = k.other_id AND b.lead_id IS NULL
    WHERE k.client_id = mine.client_id AND NOT EXISTS (
        SELECT FROM parties_unlike u
        WHERE u.client_id = k.client_id AND u.party_id = least(k.party_id, k.other_id) AND u.other_id = greatest(k.party_id, k.other_id)
    )
    ORDER BY k.degree DESC, k.id DESC LIMIT %(at_most)s::int
) p
ORDER BY p.degree DESC, p.client_id, p.party_id, p.other_id
