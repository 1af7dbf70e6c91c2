-- Enter the documents of a batch, once per client and key; answers only those that are new. Numbered in the order in which they came,
-- entered in the order of their keys, so that two batches with the same documents never wait for each other in a circle.
INSERT INTO documents_document (id, client_id, type, state, key, channel, file_name, original_id, parent_id, part, received_at,
    received_by, reading_version, number, number_key, amount_key, currency, party_name, retention, on_hold, confidential, four_eyes)
SELECT i.id, %(client_id)s, i.type, 'received', i.key, i.channel, i.name, o.id, i.parent_id, i.part, %(at)s::timestamptz,
    %(person_id)s::integer, 0, '', '', '', '', '', 'voucher', false, i.confidential, false
FROM (
    SELECT nextval(pg_get_serial_sequence('documents_document', 'id')) AS id, firsts.* FROM (
        SELECT once.* FROM (
            SELECT DISTINCT ON (came.key) came.* FROM ROWS FROM (jsonb_to_recordset(%(rows)s::jsonb) AS (
                key text, sha256 text, channel text, name text, parent_id bigint, part integer, type text, confidential boolean
            )) WITH ORDINALITY AS came (key, sha256, channel, name, parent_id, part, type, confidential, place)
            ORDER BY came.key, came.place
        ) once ORDER BY once.place
    ) firsts
) i
LEFT JOIN documents_original o ON o.client_id = %(client_id)s AND o.sha256 = decode(i.sha256, 'hex')
ORDER BY i.key
ON CONFLICT (client_id, key) DO NOTHING
RETURNING key, id
