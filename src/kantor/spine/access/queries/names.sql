-- Names of people.
SELECT id, name FROM access_person WHERE id = ANY(%(ids)s::int[])
