-- Gives a person another password; it is a hash.
UPDATE access_person SET password = %(password)s WHERE id = %(person_id)s
