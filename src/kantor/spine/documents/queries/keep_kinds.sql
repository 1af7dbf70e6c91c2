-- Keep as which kind people dealt with these mails; of what is no mail nothing is kept.
INSERT INTO documents_example (client_id, document_id, type, senders, fields, reader, at)
SELECT %(client_id)s, told.document_id, d.type, '{}', told.fields, %(reader)s, %(at)s
FROM jsonb_to_recordset(%(rows)s::jsonb) AS told (document_id bigint, fields jsonb)
JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = told.document_id
JOIN documents_reading r ON r.client_id = %(client_id)s AND r.document_id = told.document_id AND r.version = 1
WHERE split_part(r.content ->> 'reader', ' ', 1) = %(reader)s
ON CONFLICT (client_id, document_id) DO UPDATE SET fields = excluded.fields, at = excluded.at
WHERE documents_example.reader = %(reader)s
