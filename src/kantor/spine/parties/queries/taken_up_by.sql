-- Parties that documents took up.
SELECT id, document_id FROM parties_party WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
