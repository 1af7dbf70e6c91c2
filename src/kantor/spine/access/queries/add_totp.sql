-- Enters a person's authenticator app, where there is none.
INSERT INTO access_totp (person_id, secret, last_step, made_at)
VALUES (%(person_id)s::integer, %(secret)s::bytea, %(step)s::bigint, %(at)s::timestamptz)
ON CONFLICT DO NOTHING
