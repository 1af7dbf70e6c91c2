-- The wrapped key of a client.
SELECT wrapped FROM documents_client_key WHERE client_id = %(client_id)s::int
