-- Uses up the code of a person, where it holds.
DELETE FROM access_password_code
WHERE person_id = %(person_id)s::integer AND hash = %(hash)s::bytea AND until_at > %(at)s::timestamptz
