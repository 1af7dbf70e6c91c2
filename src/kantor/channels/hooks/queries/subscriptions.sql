-- The standing subscriptions of a person.
SELECT id, client_id, url, kinds, created_at FROM hooks_subscription
WHERE client_id = ANY(%(clients)s::integer[]) AND person_id = %(person_id)s::integer AND ended_at IS NULL
ORDER BY id
