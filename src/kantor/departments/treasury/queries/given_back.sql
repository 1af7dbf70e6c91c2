-- Lines and payments that come back, with what they had settled: (open item, taken off it, paid, reason); where asked, of payments only those that
-- a statement showed.
SELECT 'line' || l.id AS key, coalesce(l.cleared_by, l.document_id) AS settled_by, l.amount, l.currency, l.exchange_rate, l.shares
FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.id = ANY(%(lines)s::bigint[]) AND l.state = 'matched' AND l.given_back_by IS NULL
    AND l.reversed_by IS NULL AND l.shares <> '[]'::jsonb
UNION ALL
SELECT 'payment' || p.id, p.document_id, CASE WHEN p.mandate_id IS NULL THEN -p.amount ELSE p.amount END, p.currency, NULL, paid.shares
FROM treasury_payment p
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(s.open_item_id, s.amount,
        CASE WHEN p.mandate_id IS NULL THEN s.discount - s.amount ELSE s.amount - s.discount END, CASE WHEN s.discount <> 0 THEN 'discount' ELSE '' END)
        ORDER BY s.id) AS shares
    FROM ledger_settlement s
    WHERE s.client_id = p.client_id AND s.document_id = p.document_id AND s.reverses_id IS NULL
        AND s.open_item_id IN (SELECT one::bigint FROM jsonb_array_elements_text(p.open_items) AS one)
) paid
WHERE p.client_id = %(client_id)s AND p.id = ANY(%(payments)s::bigint[]) AND p.returned_by IS NULL AND p.reversed_by IS NULL
    AND (p.seen_by IS NOT NULL OR NOT %(seen)s)
    AND paid.shares IS NOT NULL
ORDER BY 1
