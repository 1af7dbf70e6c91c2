-- The numbers that these documents go by: of a usage report its contract's.
SELECT id, number FROM documents_document WHERE id = ANY(%(documents)s::bigint[])
