-- Invoices of the same supplier, or of one merged with it, with the same number however it is written, and those with the same amount on
-- the same day. Each way is one probe of an index, at most 20 rows, so that a long history costs nothing.
WITH asked AS MATERIALIZED (
    SELECT r.ask, own.id || nullif(r.number_tail, '') AS number_key, own.id || nullif(r.amount_tail, '') AS amount_key
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (ask integer, party bigint, number_tail text, amount_tail text)
    CROSS JOIN LATERAL parties_family(r.party) AS own (id)
)
SELECT a.ask, d.id, d.number, d.document_on, d.state, d.amount, d.currency,
    coalesce(d.number_key = a.number_key, false) AS same_number
FROM asked a
CROSS JOIN LATERAL (
    (SELECT n.id, n.type, n.state, n.number, n.number_key, n.amount, n.currency, n.document_on
    FROM documents_document n WHERE n.number_key = a.number_key LIMIT 20)
    UNION
    (SELECT s.id, s.type, s.state, s.number, s.number_key, s.amount, s.currency, s.document_on
    FROM documents_document s WHERE s.amount_key = a.amount_key LIMIT 20)
) d
WHERE d.type = 'payables.supplier_invoice' AND d.state NOT IN ('refused', 'sent_back', 'reversed', 'received', 'split')
ORDER BY a.ask, d.id
