-- Repeat on the rows of these documents what lists show of their values; a confidential one stays as it is.
UPDATE documents_document d
SET number = r.number, currency = r.currency, amount = r.amount, document_on = r.document_on, due_on = r.due_on,
    party_id = (SELECT p.id FROM parties_party p WHERE p.client_id = %(client_id)s AND p.id = r.party_id), party_name = r.party_name
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    document_id bigint, number text, currency text, amount bigint, document_on date, due_on date, party_id bigint, party_name text)
WHERE d.client_id = %(client_id)s AND d.id = r.document_id AND NOT d.confidential
