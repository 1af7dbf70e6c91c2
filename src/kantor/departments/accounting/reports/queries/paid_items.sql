-- Receivables that were paid in full since a day, none written off or put into instalments: by whom, when due, when the last payment came.
-- What was merged counts for whom it leads to. All payments are taken together: one by one they would be a million looks into an index.
WITH taken AS (
    SELECT x.open_item_id, max(coalesce(x.paid_on, d.document_on, x.at::date)) AS paid_on, bool_or(d.type IN ('receivables.instalment_plan',
        'receivables.instalment_default', 'receivables.write_off')) AS was_not_paid
    FROM ledger_settlement x
    JOIN documents_document d ON d.client_id = x.client_id AND d.id = x.document_id
    WHERE x.client_id = %(client_id)s AND x.reverses_id IS NULL
    GROUP BY x.open_item_id
)
SELECT coalesce(b.lead_id, b.id) AS party_id, o.due_on, s.paid_on, o.amount
FROM taken s
JOIN ledger_open_item o ON o.client_id = %(client_id)s AND o.id = s.open_item_id
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
WHERE o.side = 'receivable' AND o.open = 0 AND o.amount > 0 AND NOT s.was_not_paid AND s.paid_on >= %(since)s
ORDER BY s.paid_on DESC, o.id LIMIT %(most)s
