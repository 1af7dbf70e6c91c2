-- Living documents that have these originals and no pages of their own dealt out to them.
SELECT d.id FROM documents_document d
WHERE d.client_id = %(client_id)s::int AND d.original_id = ANY(%(originals)s::bigint[]) AND d.state <> 'split'
    AND NOT EXISTS (SELECT FROM documents_leaf l WHERE l.client_id = d.client_id AND l.document_id = d.id)
ORDER BY d.id
