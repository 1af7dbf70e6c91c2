-- Lets numbers name parties, again where they did before; answers those that did not do so already.
INSERT INTO parties_identifier (client_id, party_id, scheme, value)
SELECT DISTINCT %(client_id)s::int, given.party_id, given.scheme, given.value
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (party_id bigint, scheme text, value text)
ON CONFLICT (client_id, value, scheme, party_id) DO UPDATE SET ended_on = NULL WHERE parties_identifier.ended_on IS NOT NULL
RETURNING id, party_id, scheme, value
