-- Lock the documents of a batch in the order of their ids and tell where they stand.
SELECT id, state, effective_after, reading_version FROM documents_document WHERE id = ANY(%(ids)s) ORDER BY id FOR UPDATE
