-- Forget the pairs of a client, of those with one of these partners where some are named.
DELETE FROM parties_like_pair
WHERE client_id = %(client_id)s::int
    AND (%(changed)s::bigint[] IS NULL OR party_id = ANY(%(changed)s::bigint[]) OR other_id = ANY(%(changed)s::bigint[]))
