-- Repeat the few values that lists search and sort by on the document rows of a batch; a party that is none of the client's is left out.
-- Who sees a document is said when it is first of its type; whoever types later does not take it from those to whom it was handed.
UPDATE documents_document d
SET type = r.type, state = CASE WHEN d.state = 'received' THEN 'read' ELSE d.state END, reading_version = r.version,
    number = r.number, number_key = r.number_key, amount_key = r.amount_key, currency = r.currency, amount = r.amount, document_on = r.document_on, due_on = r.due_on,
    party_id = (SELECT p.id FROM parties_party p WHERE p.client_id = %(client_id)s AND p.id = r.party_id),
    party_name = r.party_name, retention = r.retention, keep_until = r.keep_until, confidential = d.confidential OR r.confidential,
    seen_by = CASE WHEN d.type = r.type AND d.reading_version > 0 THEN d.seen_by ELSE r.seen_by END
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    document_id bigint, type text, version integer, number text, number_key text, amount_key text, currency text, amount bigint, document_on date, due_on date,
    party_id bigint, party_name text, retention text, keep_until date, confidential boolean, seen_by text)
WHERE d.client_id = %(client_id)s AND d.id = r.document_id AND d.reading_version = r.version - 1
