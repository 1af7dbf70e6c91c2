-- The passkey with this id of its maker's, and its person.
SELECT id, person_id, name, credential_id, credential, sign_count, made_at, last_used_at
FROM access_passkey WHERE credential_id = %(credential_id)s::bytea
