-- Enters a passkey of a person; none twice.
INSERT INTO access_passkey (person_id, name, credential_id, credential, sign_count, made_at)
VALUES (%(person_id)s::integer, %(name)s::text, %(credential_id)s::bytea, %(credential)s::bytea, %(sign_count)s::bigint, %(at)s::timestamptz)
ON CONFLICT DO NOTHING
