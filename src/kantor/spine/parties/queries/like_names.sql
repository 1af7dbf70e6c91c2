-- Parties whose names are like the given ones, which are comparable already.
SELECT asked, party_id, likeness
FROM parties_like_names(%(names)s::text[], %(role)s::text, %(at_most)s::int)
ORDER BY asked, likeness DESC, party_id
