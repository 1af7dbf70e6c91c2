-- Documents take the place of others, each of one that nobody took so far.
WITH added AS (
    INSERT INTO documents_succession (client_id, document_id, successor_id, at)
    SELECT %(client_id)s::int, pair.document_id, pair.successor_id, %(at)s::timestamptz
    FROM unnest(%(documents)s::bigint[], %(successors)s::bigint[]) AS pair (document_id, successor_id)
    ON CONFLICT (client_id, document_id) DO NOTHING
    RETURNING document_id, successor_id
)
SELECT added.document_id, added.successor_id, encode(o.sha256, 'hex') AS sha256, encode(s.sha256, 'hex') AS successor_sha256
FROM added
JOIN documents_document d ON d.client_id = %(client_id)s::int AND d.id = added.document_id
JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
JOIN documents_document e ON e.client_id = %(client_id)s::int AND e.id = added.successor_id
JOIN documents_original s ON s.client_id = e.client_id AND s.id = e.original_id
