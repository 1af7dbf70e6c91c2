-- Of these documents those that are not confidential.
SELECT id FROM documents_document WHERE id = ANY(%(ids)s::bigint[]) AND NOT confidential
