-- Invoices of the same supplier with the same number; among its last 200 also those whose number differs in case and punctuation only,
-- and those with the same amount on the same day. Each way has an index, so that a long history costs nothing.
WITH mine AS MATERIALIZED (
    SELECT nullif(current_setting('kantor.clients', true), '')::integer AS client_id
), asked AS MATERIALIZED (
    SELECT ask, party_id, number, currency, amount, issued_on, translate(lower(number), ' -_./\', '') AS plain
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (ask integer, party_id bigint, number text, currency text, amount bigint, issued_on date)
), near AS (
    SELECT a.ask, m.client_id, d.id FROM mine m CROSS JOIN asked a
    CROSS JOIN LATERAL (
        SELECT n.id FROM documents_document n
        WHERE n.client_id = m.client_id AND n.type = 'payables.supplier_invoice' AND n.number = a.number AND n.party_id = a.party_id
        UNION
        SELECT l.id FROM (
            SELECT p.id, p.number, p.amount, p.currency, p.document_on FROM documents_document p
            WHERE p.client_id = m.client_id AND p.party_id = a.party_id ORDER BY p.id DESC LIMIT 200
        ) l
        WHERE translate(lower(l.number), ' -_./\', '') = a.plain
            OR (l.amount = a.amount AND l.currency = a.currency AND l.document_on = a.issued_on)
    ) d
)
SELECT n.ask, d.id, d.number, d.document_on, d.state,
    translate(lower(d.number), ' -_./\', '') = a.plain AS same_number,
    coalesce(d.amount = a.amount AND d.currency = a.currency, false) AS same_amount
FROM near n JOIN asked a ON a.ask = n.ask
JOIN documents_document d ON d.client_id = n.client_id AND d.id = n.id
WHERE d.type = 'payables.supplier_invoice' AND d.state NOT IN ('refused', 'sent_back', 'reversed', 'received', 'split')
ORDER BY n.ask, d.id
