-- Invoices of the same supplier with the same number (ignoring case, spaces and punctuation), or the same amount on the same day.
WITH asked AS MATERIALIZED (
    SELECT ask, party_id, number, amount, issued_on
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (ask integer, party_id bigint, number text, amount numeric, issued_on date)
), others AS (
    SELECT a.ask, d.id, d.number, d.document_on, d.state,
        d.number = a.number OR regexp_replace(lower(d.number), '[^a-z0-9]', '', 'g') = regexp_replace(lower(a.number), '[^a-z0-9]', '', 'g')
            AS same_number,
        coalesce(d.amount = round(a.amount * 100), false) AS same_amount,
        d.document_on IS NOT DISTINCT FROM a.issued_on AS same_day
    FROM asked a JOIN documents_document d ON d.party_id = a.party_id
    WHERE d.type = 'payables.supplier_invoice' AND d.state NOT IN ('refused', 'sent_back', 'reversed', 'received', 'split')
)
SELECT ask, id, number, document_on, state, same_number, same_amount FROM others WHERE same_number OR (same_amount AND same_day)
ORDER BY ask, id
