-- Destroys the key of an original: nobody can read it any more.
DELETE FROM documents_data_key WHERE client_id = %(client_id)s::int AND original_id = %(original_id)s::bigint
