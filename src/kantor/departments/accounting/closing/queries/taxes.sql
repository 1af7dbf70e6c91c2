-- What was posted with each tax code in the period, by account, and how many postings: each may be off by a rounding.
SELECT t.tax_code, a.number, a.role, sum(t.dr - t.cr)::bigint AS amount, sum(t.lines)::int AS number_of_postings
FROM ledger_turned t
JOIN ledger_account a ON a.client_id = t.client_id AND a.id = t.account_id
WHERE t.client_id = %(client_id)s AND t.tax_code <> '' AND t.period_id = ANY(ARRAY(
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
))
GROUP BY t.tax_code, a.number, a.role
ORDER BY t.tax_code, a.number
