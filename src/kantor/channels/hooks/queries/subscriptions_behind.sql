-- The standing subscriptions of a client that no other worker has in hand.
SELECT id, client_id, person_id, token_id, url, kinds, seen_transaction, seen_record FROM hooks_subscription
WHERE client_id = %(client_id)s::integer AND ended_at IS NULL
ORDER BY id
FOR UPDATE SKIP LOCKED
