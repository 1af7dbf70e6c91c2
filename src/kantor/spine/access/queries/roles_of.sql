-- Roles that a person has on a day, the own ones and those of people for whom that person stands in, with every client.
SELECT client_id, role, for_person_id FROM access_roles_of(%(person_id)s::int, %(on)s::date)
