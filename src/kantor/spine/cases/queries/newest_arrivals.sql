-- What came in last for these clients since a moment, newest first.
SELECT id, client_id, type, state, channel, file_name, number, party_name, amount, currency, received_at, seen_by
FROM documents_document
WHERE client_id = ANY(%(clients)s::integer[]) AND received_at >= %(since)s::timestamptz AND state <> 'split'
ORDER BY id DESC
LIMIT %(at_most)s::integer
