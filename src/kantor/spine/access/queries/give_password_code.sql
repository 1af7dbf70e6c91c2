-- Gives a person a code to choose a password by; the one before it is over.
INSERT INTO access_password_code (person_id, hash, made_at, until_at)
VALUES (%(person_id)s::integer, %(hash)s::bytea, %(at)s::timestamptz, %(until_at)s::timestamptz)
ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at, until_at = excluded.until_at
