-- Invoices of the same supplier with the same number however it is written, and those with the same amount on the same day.
-- Each way is one probe of an index, at most 20 rows, so that a long history costs nothing. Row-level security gives the client: naming
-- it a second time made the planner take (client_id, id) for selective and read the whole client.
WITH asked AS MATERIALIZED (
    SELECT ask, party_id, number_key, currency, amount, issued_on
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
        ask integer, party_id bigint, number_key text, currency text, amount bigint, issued_on date)
)
SELECT a.ask, d.id, d.number, d.document_on, d.state, d.number_key = a.number_key AS same_number,
    coalesce(d.amount = a.amount AND d.currency = a.currency, false) AS same_amount
FROM asked a
CROSS JOIN LATERAL (
    (SELECT n.id, n.type, n.state, n.number, n.number_key, n.amount, n.currency, n.document_on
    FROM documents_document n WHERE n.party_id = a.party_id AND n.number_key = a.number_key LIMIT 20)
    UNION
    (SELECT s.id, s.type, s.state, s.number, s.number_key, s.amount, s.currency, s.document_on
    FROM documents_document s
    WHERE s.party_id = a.party_id AND s.amount = a.amount AND s.document_on = a.issued_on AND s.currency = a.currency LIMIT 20)
) d
WHERE d.type = 'payables.supplier_invoice' AND d.state NOT IN ('refused', 'sent_back', 'reversed', 'received', 'split')
ORDER BY a.ask, d.id
