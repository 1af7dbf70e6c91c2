-- What was answered to a key under this Idempotency-Key, while that is kept.
SELECT client_id, asked, status, headers, body, sealed FROM api_answer
WHERE client_id = ANY(%(clients)s::integer[]) AND token_id = %(token_id)s::integer AND key = %(key)s::text AND at > %(since)s::timestamptz
ORDER BY at DESC LIMIT 1
