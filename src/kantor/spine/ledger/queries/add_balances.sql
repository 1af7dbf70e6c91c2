-- Add what a batch posts to the balances, in one order for every writer, so that two writers never wait for each other in a circle.
INSERT INTO ledger_balance AS b (client_id, account_id, period_id, ledger, currency, dr, cr)
SELECT %(client_id)s, account_id, period_id, ledger, currency, dr, cr
FROM unnest(
    %(accounts)s::bigint[], %(periods)s::bigint[], trim_array(string_to_array(%(ledgers)s, E'\x1f'), 1),
    trim_array(string_to_array(%(currencies)s, E'\x1f'), 1), %(debits)s::bigint[], %(credits)s::bigint[]
) AS fresh (account_id, period_id, ledger, currency, dr, cr)
ORDER BY account_id, period_id, ledger, currency
ON CONFLICT (client_id, account_id, period_id, ledger, currency) DO UPDATE SET dr = b.dr + excluded.dr, cr = b.cr + excluded.cr
