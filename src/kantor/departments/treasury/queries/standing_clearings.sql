-- Lines of these statements that a document cleared which still stands.
SELECT l.document_id, l.cleared_by FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.document_id = ANY(%(documents)s::bigint[]) AND l.cleared_by IS NOT NULL
