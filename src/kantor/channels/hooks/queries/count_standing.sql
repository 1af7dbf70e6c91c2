-- How many subscriptions of a person stand for a client.
SELECT count(*)::int FROM hooks_subscription
WHERE client_id = %(client_id)s::integer AND person_id = %(person_id)s::integer AND ended_at IS NULL
