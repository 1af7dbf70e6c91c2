-- A document of its own for pages that were cut off another one, with the same original and below the same bundle.
INSERT INTO documents_document (client_id, type, state, key, channel, file_name, original_id, parent_id, part, received_at, received_by,
    reading_version, number, number_key, amount_key, currency, party_name, retention, on_hold, confidential, seen_by, four_eyes)
SELECT d.client_id, d.type, 'received', %(key)s, d.channel, d.file_name, %(original_id)s::bigint, coalesce(d.parent_id, d.id), 0, %(at)s::timestamptz,
    %(person_id)s::int, 0, '', '', '', '', '', d.retention, d.on_hold, false, d.seen_by, d.four_eyes
FROM documents_document d WHERE d.client_id = %(client_id)s::int AND d.id = %(document_id)s::bigint
RETURNING id
