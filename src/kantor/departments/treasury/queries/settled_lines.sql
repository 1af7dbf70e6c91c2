-- What was settled before and may come back or be paid twice: lines under these end-to-end ids or of these amounts since a day, our payments
-- under these ids that left, and items of these numbers of which nothing is open.
SELECT 'line' AS kind, l.id, l.booked_on, l.amount, l.currency, coalesce(i.lead_id, i.id) AS party_id, l.iban, l.end_to_end_id, o.reference
FROM (
    SELECT s.id FROM treasury_statement_line s
    WHERE s.client_id = %(client_id)s AND s.end_to_end_id = ANY(%(ids)s::text[]) AND s.end_to_end_id <> '' AND s.state = 'matched'
    UNION
    (SELECT s.id FROM treasury_statement_line s
    WHERE s.client_id = %(client_id)s AND s.amount = ANY(%(amounts)s::bigint[]) AND s.state = 'matched' AND s.booked_on >= %(from_on)s::date
    ORDER BY s.booked_on DESC, s.id DESC LIMIT 2000)
) AS found
JOIN treasury_statement_line l ON l.client_id = %(client_id)s AND l.id = found.id
JOIN ledger_open_item o ON o.client_id = l.client_id AND o.id = (l.shares -> 0 ->> 0)::bigint
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
WHERE l.currency = %(currency)s AND l.given_back_by IS NULL AND l.reversed_by IS NULL
UNION ALL
SELECT 'payment', p.id, p.execute_on, CASE WHEN p.mandate_id IS NULL THEN -p.amount ELSE p.amount END, p.currency, p.party_id, p.iban, p.end_to_end_id, p.remittance
FROM treasury_payment p
WHERE p.client_id = %(client_id)s AND p.end_to_end_id = ANY(%(ids)s::text[]) AND p.currency = %(currency)s AND p.seen_by IS NOT NULL
    AND p.returned_by IS NULL AND p.reversed_by IS NULL AND p.open_items <> '[]'::jsonb
UNION ALL
(SELECT 'item', o.id, o.document_on, CASE WHEN o.side = 'payable' THEN -o.amount ELSE o.amount END, o.currency, coalesce(i.lead_id, i.id), '', '',
    o.reference
FROM ledger_open_item o
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
WHERE o.client_id = %(client_id)s AND o.reference = ANY(%(numbers)s::text[]) AND o.open = 0 AND o.currency = %(currency)s
ORDER BY o.document_on DESC, o.id DESC LIMIT 2000)
ORDER BY 1, 2
