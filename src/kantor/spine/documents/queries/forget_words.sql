-- Takes the words of documents out of the search.
DELETE FROM documents_search WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
