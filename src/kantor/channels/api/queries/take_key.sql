-- Takes a caller's key until the transaction ends; false where somebody is at the same request now.
SELECT pg_try_advisory_xact_lock(hashtextextended(%(key)s::text, %(token_id)s::bigint))
