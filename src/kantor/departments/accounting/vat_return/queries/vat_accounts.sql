-- Accounts that hold VAT, with what moved on them in the periods within some days, less what the returns that stand for these days cleared,
-- whenever that was booked; and the part without a tax code. What returns of other days cleared is theirs. The few entries of returns are found
-- first, so that no entry is looked up for a posting.
WITH held AS (
    SELECT id, number, name FROM ledger_account WHERE client_id = %(client_id)s AND role ~ %(roles)s
), moved AS (
    SELECT t.account_id, sum(t.dr - t.cr) AS amount, coalesce(sum(t.dr - t.cr) FILTER (WHERE t.tax_code = ''), 0) AS without_code
    FROM ledger_turned t
    WHERE t.client_id = %(client_id)s AND t.account_id = ANY(ARRAY(SELECT id FROM held)) AND t.period_id = ANY(ARRAY(
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    ))
    GROUP BY t.account_id
    UNION ALL
    SELECT p.account_id, -(p.dr - p.cr), CASE WHEN p.tax_code = '' THEN -(p.dr - p.cr) ELSE 0 END
    FROM ledger_entry e
    JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id AND p.account_id = ANY(ARRAY(SELECT id FROM held))
    WHERE e.client_id = %(client_id)s AND e.series = %(series)s AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    )
    UNION ALL
    SELECT p.account_id, p.dr - p.cr, 0
    FROM accounting_vat_return v
    JOIN ledger_entry e ON e.client_id = v.client_id AND e.document_id = v.document_id
    JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id AND p.account_id = ANY(ARRAY(SELECT id FROM held))
    WHERE v.client_id = %(client_id)s AND v.from_on = %(from_on)s AND v.until_on = %(until_on)s AND v.reversed_by IS NULL
)
SELECT a.number, a.name, sum(m.amount)::bigint AS amount, sum(m.without_code)::bigint AS without_code
FROM moved m
JOIN held a ON a.id = m.account_id
GROUP BY a.number, a.name
ORDER BY a.number
