-- Takes away what links a person to identity providers.
DELETE FROM access_link WHERE person_id = %(person_id)s::integer RETURNING issuer, subject
