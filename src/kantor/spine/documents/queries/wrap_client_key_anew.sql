-- The same key of a client, wrapped by the newest master key.
UPDATE documents_client_key SET wrapped = %(wrapped)s::bytea WHERE client_id = %(client_id)s::int
