-- Lets people log in, or no longer.
UPDATE access_person SET is_active = %(active)s::boolean WHERE id = ANY(%(ids)s::int[])
