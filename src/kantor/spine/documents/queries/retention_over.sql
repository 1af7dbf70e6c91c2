-- One document for each original that every law has let go of, that nobody works on and nothing holds.
SELECT min(d.id) AS id
FROM documents_data_key k
JOIN documents_document d ON d.client_id = k.client_id AND d.original_id = k.original_id
WHERE k.client_id = %(client_id)s::int
GROUP BY d.original_id
HAVING bool_and(d.keep_until < %(today)s::date AND NOT d.on_hold AND d.state NOT IN ('received', 'read', 'waiting', 'ready'))
    AND NOT EXISTS (
        SELECT FROM documents_leaf l JOIN documents_document o ON o.client_id = l.client_id AND o.id = l.document_id
        WHERE l.client_id = %(client_id)s::int AND l.original_id = d.original_id
            AND (o.keep_until IS NULL OR o.keep_until >= %(today)s::date OR o.on_hold OR o.state IN ('received', 'read', 'waiting', 'ready'))
    )
ORDER BY min(d.id)
LIMIT %(most)s::bigint
