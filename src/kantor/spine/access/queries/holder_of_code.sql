-- The person, where the code is theirs and holds.
SELECT person_id FROM access_password_code
WHERE person_id = %(person_id)s::integer AND hash = %(hash)s::bytea AND until_at > %(at)s::timestamptz
