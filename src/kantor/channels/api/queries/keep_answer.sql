-- Keeps an answer under its Idempotency-Key, encrypted.
INSERT INTO api_answer (client_id, token_id, key, asked, status, headers, body, sealed, at)
VALUES (%(client_id)s::integer, %(token_id)s::integer, %(key)s::text, %(asked)s::bytea, %(status)s::smallint, %(headers)s::jsonb,
    %(body)s::bytea, true, %(at)s::timestamptz)
