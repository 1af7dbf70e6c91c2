-- What was posted with a tax code in the periods within some days, by code and account.
SELECT p.tax_code, a.number, a.role, p.currency, sum(p.dr - p.cr)::bigint AS amount
FROM ledger_posting p
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE p.client_id = %(client_id)s AND p.tax_code <> '' AND p.period_id IN (
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
)
GROUP BY p.tax_code, a.number, a.role, p.currency
ORDER BY p.tax_code, a.number
