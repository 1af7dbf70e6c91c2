-- Every document of a client, and every one that the audit trail or anything recorded of documents speaks of.
SELECT id FROM documents_document WHERE client_id = %(client_id)s::int
UNION
SELECT document_id FROM trail_record WHERE client_id = %(client_id)s::int AND document_id IS NOT NULL
UNION
SELECT document_id FROM documents_reading WHERE client_id = %(client_id)s::int
UNION
SELECT document_id FROM documents_check WHERE client_id = %(client_id)s::int
UNION
SELECT document_id FROM documents_decision WHERE client_id = %(client_id)s::int
UNION
SELECT document_id FROM documents_confirmation WHERE client_id = %(client_id)s::int
UNION
SELECT document_id FROM documents_effect WHERE client_id = %(client_id)s::int
ORDER BY id
