-- Accounts of open items whose balance is not what is open on them, in the currency of the books. What was settled in part in another
-- currency may differ by one minor unit each. On the account of the tax office stands more than what waits for payment: what was paid in
-- advance, what was carried.
SELECT a.number || ' ' || a.name AS label, NULL::bigint AS document_id, a.number AS account, NULL::date AS day,
    (coalesce(kept.balance, 0) - coalesce(owed.open, 0))::bigint AS amount
FROM ledger_account a
LEFT JOIN (
    SELECT account_id, sum(dr - cr) AS balance FROM ledger_balance WHERE client_id = %(client_id)s AND ledger = 'main' GROUP BY account_id
) kept ON kept.account_id = a.id
LEFT JOIN (
    SELECT account_id, sum(CASE side WHEN 'receivable' THEN 1 ELSE -1 END * round(local_amount::numeric * open / amount)) AS open,
        count(*) FILTER (WHERE open <> amount AND local_amount <> amount) AS roundings
    FROM ledger_open_item WHERE client_id = %(client_id)s AND open <> 0 GROUP BY account_id
) owed ON owed.account_id = a.id
WHERE a.client_id = %(client_id)s
    AND (string_to_array(a.role, ' ') && ARRAY['payables', 'receivables']
        OR (owed.account_id IS NOT NULL AND NOT string_to_array(a.role, ' ') && ARRAY['vat_payable']))
    AND abs(coalesce(kept.balance, 0) - coalesce(owed.open, 0)) > coalesce(owed.roundings, 0)
ORDER BY a.number
LIMIT %(most)s
