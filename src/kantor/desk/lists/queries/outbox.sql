-- A page of what leaves the house, the newest first: letters and payment files of documents seen in one of these ways.
SELECT o.id, o.client_id, o.document_id, o.kind, o.content, o.state, o.written_by, o.approved_by, o.created_at, o.sent_at,
    o.reason, o.next_try_at, d.type, d.number, d.party_name, o.file IS NOT NULL AS has_file
FROM documents_outbox o
JOIN documents_document d ON d.client_id = o.client_id AND d.id = o.document_id
JOIN unnest(%(clients)s::integer[], %(ways)s::text[]) AS mine (client_id, way)
    ON d.client_id = mine.client_id AND documents_way(d.type, d.seen_by) = mine.way
WHERE o.client_id = ANY(%(clients)s::integer[]) AND o.id < %(before)s::bigint AND (%(state)s::text = '' OR o.state = %(state)s::text)
ORDER BY o.id DESC
LIMIT %(limit)s::bigint
