-- The pages that are these documents' own, in their order; none of a document that has its whole original.
SELECT l.original_id, l.number, l.document_id, l.place, l.turned, l.left_out FROM documents_leaf l
WHERE l.document_id = ANY(%(ids)s::bigint[]) ORDER BY l.document_id, l.place
