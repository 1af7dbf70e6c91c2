-- Enters people who are not there yet.
INSERT INTO access_person (email, name, language, password, is_active, created_at)
SELECT given.email, given.name, given.language, given.password, true, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (email text, name text, language text, password text)
ON CONFLICT DO NOTHING
RETURNING id, email
