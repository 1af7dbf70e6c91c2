-- Records of the audit trail behind a place, of transactions that are over, with the type of the document each is about and the way in which it is seen.
SELECT r.id, r.client_id, r.kind, r.document_id, r.at, r.transaction, coalesce(d.type, '') AS type,
    coalesce(documents_way(d.type, d.seen_by), '') AS way
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM trail_record t
    WHERE t.client_id = mine.client_id AND (t.transaction, t.id) > (%(after_transaction)s::bigint, %(after_record)s::bigint)
        AND t.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY t.transaction, t.id LIMIT %(limit)s::bigint
) r
LEFT JOIN documents_document d ON d.client_id = r.client_id AND d.id = r.document_id
ORDER BY r.transaction, r.id
LIMIT %(limit)s::bigint
