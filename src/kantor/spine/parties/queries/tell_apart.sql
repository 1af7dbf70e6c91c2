-- Remember that two parties are not the same, once; answers the row where it is new.
INSERT INTO parties_unlike (client_id, party_id, other_id, reason, person_id, at)
SELECT %(client_id)s::int, least(a.id, b.id), greatest(a.id, b.id), %(reason)s::text, %(person_id)s::int, %(at)s::timestamptz
FROM parties_party a JOIN parties_party b ON b.client_id = a.client_id AND b.id = %(other_id)s::bigint AND b.id <> a.id
WHERE a.client_id = %(client_id)s::int AND a.id = %(party_id)s::bigint
ON CONFLICT (client_id, party_id, other_id) DO NOTHING
RETURNING party_id, other_id
