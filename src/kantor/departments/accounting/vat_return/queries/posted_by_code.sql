-- What was posted with tax codes in the periods within some days, debit less credit, by code and whether
-- an account holds deductible tax, tax owed, debts written off or none of them; summed before the accounts are looked up.
SELECT s.tax_code, CASE WHEN a.role ~ %(deductible)s THEN 'input' WHEN a.role ~ %(owed)s THEN 'output' WHEN a.role ~ %(lost)s THEN 'lost' ELSE 'base' END AS side,
    sum(s.amount)::bigint AS amount
FROM (
    SELECT p.tax_code, p.account_id, sum(p.dr - p.cr) AS amount
    FROM ledger_posting p
    WHERE p.client_id = %(client_id)s AND p.tax_code <> '' AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    )
    GROUP BY p.tax_code, p.account_id
) s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id
GROUP BY 1, 2
ORDER BY 1, 2
