-- Begins a subscription at a place in the audit trail.
INSERT INTO hooks_subscription (client_id, person_id, token_id, url, kinds, secret, created_at, seen_transaction, seen_record)
VALUES (%(client_id)s::integer, %(person_id)s::integer, %(token_id)s::integer, %(url)s::text, %(kinds)s::text[], %(secret)s::bytea,
    %(at)s::timestamptz, %(transaction)s::bigint, %(record)s::bigint)
RETURNING id
