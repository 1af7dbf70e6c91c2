-- Numbers that name parties.
SELECT party_id, scheme, value
FROM parties_identifier
WHERE party_id = ANY(%(ids)s::bigint[]) AND ended_on IS NULL
ORDER BY party_id, scheme, value
