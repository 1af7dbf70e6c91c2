-- Documents with where their bytes are.
SELECT d.id, d.client_id, d.type, d.state, d.channel, d.file_name, d.parent_id, d.part, d.received_at, d.received_by, d.reading_version,
    d.number, d.document_on, d.due_on, d.amount, d.currency, d.party_id, d.party_name, d.took_effect_at, d.effective_after, d.on_hold,
    d.confidential, d.seen_by, d.four_eyes, d.original_id, encode(o.sha256, 'hex') AS sha256, coalesce(o.media_type, '') AS media_type,
    coalesce(o.stored_as, '') AS stored_as, coalesce(c.wrapped || k.wrapped, '') AS keys
FROM documents_document d LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
LEFT JOIN documents_data_key k ON k.client_id = o.client_id AND k.original_id = o.id
LEFT JOIN documents_client_key c ON c.client_id = k.client_id
WHERE d.id = ANY(%(ids)s)
