-- What was posted with a tax code in the periods within some days, by code and account; summed before the accounts are looked up.
SELECT s.tax_code, a.number, a.role, s.currency, sum(s.amount)::bigint AS amount
FROM (
    SELECT t.tax_code, t.account_id, t.currency, sum(t.dr - t.cr) AS amount
    FROM ledger_turned t
    WHERE t.client_id = %(client_id)s AND t.tax_code <> '' AND t.period_id = ANY(ARRAY(
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    ))
    GROUP BY t.tax_code, t.account_id, t.currency
) s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id
GROUP BY s.tax_code, a.number, a.role, s.currency
ORDER BY s.tax_code, a.number
