-- Uses a code of a person, once.
UPDATE access_recovery_code SET used_at = %(at)s::timestamptz
WHERE person_id = %(person_id)s::integer AND hash = %(hash)s::bytea AND used_at IS NULL
