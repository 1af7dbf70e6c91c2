-- Keep pairs of partners that could be one.
INSERT INTO parties_like_pair (client_id, party_id, other_id, same, likeness, same_place, degree)
SELECT %(client_id)s::int, r.one, r.other, r.same, r.likeness, r.same_place, r.degree
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (one bigint, other bigint, same jsonb, likeness int, same_place boolean, degree int)
