-- Enter the documents of a batch, once per client and key; answers only those that are new.
INSERT INTO documents_document (client_id, type, state, key, channel, file_name, original_id, parent_id, part, received_at,
    received_by, reading_version, number, currency, party_name, retention, on_hold, confidential, four_eyes)
SELECT DISTINCT ON (i.key) %(client_id)s, i.type, 'received', i.key, i.channel, i.name, o.id, i.parent_id, i.part, %(at)s::timestamptz,
    %(person_id)s::integer, 0, '', '', '', 'voucher', false, i.confidential, false
FROM jsonb_to_recordset(%(rows)s::jsonb) AS i (
    key text, sha256 text, channel text, name text, parent_id bigint, part integer, type text, confidential boolean)
LEFT JOIN documents_original o ON o.client_id = %(client_id)s AND o.sha256 = decode(i.sha256, 'hex')
ORDER BY i.key
ON CONFLICT (client_id, key) DO NOTHING
RETURNING key, id
