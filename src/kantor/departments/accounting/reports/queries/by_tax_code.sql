-- What was posted with a tax code in the periods within some days, by code and account; summed before the accounts are looked up.
SELECT s.tax_code, a.number, a.role, s.currency, sum(s.amount)::bigint AS amount
FROM (
    SELECT p.tax_code, p.account_id, p.currency, sum(p.dr - p.cr) AS amount
    FROM ledger_posting p
    WHERE p.client_id = %(client_id)s AND p.tax_code <> '' AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    )
    GROUP BY p.tax_code, p.account_id, p.currency
) s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id
GROUP BY s.tax_code, a.number, a.role, s.currency
ORDER BY s.tax_code, a.number
