-- One thing in the outbox.
SELECT o.id, o.client_id, o.document_id, o.key, o.kind, o.content, o.state, o.written_by, o.approved_by, o.created_at, o.sent_at, o.reason, o.next_try_at, o.proof,
    o.file, d.type, d.seen_by,
    d.number, d.party_name
FROM documents_outbox o JOIN documents_document d ON d.client_id = o.client_id AND d.id = o.document_id
WHERE o.client_id = ANY(%(clients)s::integer[]) AND o.id = %(id)s::bigint
