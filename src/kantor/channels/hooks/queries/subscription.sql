-- One subscription of a person, or of one key.
SELECT id, client_id, token_id, url, kinds, created_at, ended_at, ended_why FROM hooks_subscription
WHERE client_id = ANY(%(clients)s::integer[]) AND person_id = %(person_id)s::integer AND id = %(id)s::bigint
    AND (%(token_id)s::integer IS NULL OR token_id = %(token_id)s::integer)
