-- What was posted with tax codes in the periods within some days, debit less credit, by code and whether
-- an account holds deductible tax, tax owed, debts written off or none of them; summed before the accounts are looked up.
SELECT s.tax_code, CASE WHEN a.role ~ %(deductible)s THEN 'input' WHEN a.role ~ %(owed)s THEN 'output' WHEN a.role ~ %(lost)s THEN 'lost' ELSE 'base' END AS side,
    sum(s.amount)::bigint AS amount
FROM (
    SELECT t.tax_code, t.account_id, sum(t.dr - t.cr) AS amount
    FROM ledger_turned t
    WHERE t.client_id = %(client_id)s AND t.tax_code <> '' AND t.period_id = ANY(ARRAY(
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    ))
    GROUP BY t.tax_code, t.account_id
) s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id
GROUP BY 1, 2
ORDER BY 1, 2
