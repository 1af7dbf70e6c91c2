-- The subscriptions of a person, or those made with one key: first those that stand, then what ended, the newest first.
SELECT id, client_id, token_id, url, kinds, created_at, ended_at, ended_why FROM hooks_subscription
WHERE client_id = ANY(%(clients)s::integer[]) AND person_id = %(person_id)s::integer
    AND (%(token_id)s::integer IS NULL OR token_id = %(token_id)s::integer)
ORDER BY ended_at DESC NULLS FIRST, id DESC
LIMIT %(limit)s::bigint
