-- Under which client a bundle of this person lies.
SELECT client_id FROM api_bundle
WHERE client_id = ANY(%(clients)s::integer[]) AND id = %(id)s::bigint AND person_id = %(person_id)s::integer
