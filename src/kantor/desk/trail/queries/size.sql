-- How many records of a client are sealed.
SELECT count(*) FROM trail_leaf WHERE client_id = %(client_id)s::integer
