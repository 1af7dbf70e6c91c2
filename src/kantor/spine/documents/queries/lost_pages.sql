-- Originals whose dealt-out pages do not add up: a page is missing, stands in a document that carries no work, or leaves a gap there.
SELECT l.original_id, min(l.number)::int AS number, min(l.document_id) AS document_id, 'hole' AS fault
FROM documents_leaf l WHERE l.client_id = ANY(%(clients)s::int[])
GROUP BY l.original_id HAVING max(l.number) <> count(*) OR min(l.number) <> 1
UNION ALL
SELECT l.original_id, l.number, l.document_id, 'in_no_living_document'
FROM documents_leaf l JOIN documents_document d ON d.client_id = l.client_id AND d.id = l.document_id
WHERE l.client_id = ANY(%(clients)s::int[]) AND d.state = 'split'
UNION ALL
SELECT min(l.original_id), min(l.number)::int, l.document_id, 'gap'
FROM documents_leaf l WHERE l.client_id = ANY(%(clients)s::int[]) AND l.document_id IS NOT NULL
GROUP BY l.document_id HAVING max(l.place) <> count(*)
ORDER BY 1, 2
