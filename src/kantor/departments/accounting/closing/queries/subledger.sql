-- Accounts of open items whose balance at the end of the period is not what was open on them then, in the currency of the books. What was settled in part in another
-- currency may differ by one minor unit each. On the account of the tax office stands more than what waits for payment: what was paid in
-- advance, what was carried. What a revaluation adds on its closing day is in the ledger alone.
WITH valuing AS (
    SELECT e.id, e.booked_on
    FROM accounting_revaluation r
    JOIN ledger_entry e ON e.client_id = r.client_id AND e.document_id = r.document_id
    WHERE r.client_id = %(client_id)s
), valued AS (
    SELECT p.account_id, sum(p.dr - p.cr) AS amount
    FROM (
        SELECT id FROM valuing WHERE booked_on <= %(until_on)s
        UNION ALL
        SELECT b.id FROM valuing v JOIN ledger_entry b ON b.client_id = %(client_id)s AND b.reverses_id = v.id AND b.booked_on <= %(until_on)s
    ) e
    JOIN ledger_posting p ON p.client_id = %(client_id)s AND p.entry_id = e.id
    GROUP BY p.account_id
)
SELECT a.number || ' ' || a.name AS label, NULL::bigint AS document_id, a.number AS account, NULL::date AS day,
    (coalesce(kept.balance, 0) - coalesce(valued.amount, 0) - coalesce(owed.open, 0))::bigint AS amount
FROM ledger_account a
LEFT JOIN (
    SELECT b.account_id, sum(b.dr - b.cr) AS balance
    FROM ledger_balance b
    JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id AND p.ends_on <= %(until_on)s
    WHERE b.client_id = %(client_id)s AND b.ledger = 'main'
    GROUP BY b.account_id
) kept ON kept.account_id = a.id
LEFT JOIN (
    SELECT o.account_id, sum(CASE o.side WHEN 'receivable' THEN 1 ELSE -1 END * round(o.local_amount::numeric * o.open / o.amount)) AS open,
        count(*) FILTER (WHERE o.open <> o.amount AND o.local_amount <> o.amount) AS roundings
    FROM ledger_open_on(%(client_id)s, %(until_on)s) o
    GROUP BY o.account_id
) owed ON owed.account_id = a.id
LEFT JOIN valued ON valued.account_id = a.id
WHERE a.client_id = %(client_id)s
    AND (string_to_array(a.role, ' ') && ARRAY['payables', 'receivables']
        OR (owed.account_id IS NOT NULL AND NOT string_to_array(a.role, ' ') && ARRAY['vat_payable']))
    AND abs(coalesce(kept.balance, 0) - coalesce(valued.amount, 0) - coalesce(owed.open, 0)) > coalesce(owed.roundings, 0)
ORDER BY a.number
LIMIT %(most)s
