-- The passkeys of a person, the oldest first.
SELECT id, person_id, name, credential_id, credential, sign_count, made_at, last_used_at
FROM access_passkey WHERE person_id = %(person_id)s::integer ORDER BY id
