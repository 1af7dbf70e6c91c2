-- Destroys the keys of originals: nobody can read them any more.
DELETE FROM documents_data_key WHERE client_id = %(client_id)s::int AND original_id = ANY(%(originals)s::bigint[])
