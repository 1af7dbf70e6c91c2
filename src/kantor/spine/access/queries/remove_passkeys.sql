-- Takes away passkeys of a person: one, or all.
DELETE FROM access_passkey
WHERE person_id = %(person_id)s::integer AND (%(id)s::integer IS NULL OR id = %(id)s::integer)
