-- Whose subject it is.
SELECT person_id FROM access_link WHERE issuer = %(issuer)s::text AND subject = %(subject)s::text
