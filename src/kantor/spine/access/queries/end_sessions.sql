-- Ends log-ins of a person: one of them, all but one, or all.
DELETE FROM access_session
WHERE person_id = %(person_id)s::integer
    AND (%(key)s::text IS NULL OR key_hash = %(key)s::text)
    AND (%(keep)s::text IS NULL OR key_hash <> %(keep)s::text)
