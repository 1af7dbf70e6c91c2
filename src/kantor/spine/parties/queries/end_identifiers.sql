-- Takes numbers from parties.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (document_id bigint, party_id bigint, scheme text, value text)
)
UPDATE parties_identifier i SET ended_on = %(on)s::date
FROM given
WHERE i.client_id = %(client_id)s::int AND i.party_id = given.party_id AND i.scheme = given.scheme AND i.value = given.value
    AND i.ended_on IS NULL
RETURNING given.document_id, i.id AS row_id, jsonb_build_object('ended_on', NULL) AS before, jsonb_build_object('ended_on', i.ended_on) AS after
