-- What was posted with each tax code in the period, by account, and how many postings: each may be off by a rounding.
SELECT p.tax_code, a.number, a.role, sum(p.dr - p.cr)::bigint AS amount, count(*)::int AS number_of_postings
FROM ledger_posting p
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE p.client_id = %(client_id)s AND p.tax_code <> '' AND p.period_id IN (
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
)
GROUP BY p.tax_code, a.number, a.role
ORDER BY p.tax_code, a.number
