-- How many bytes an original has.
SELECT o.size_bytes FROM documents_original o WHERE o.client_id = %(client_id)s::int AND o.id = %(original_id)s::bigint
