-- Accounts that hold VAT, with what moved on them in the periods within some days, less what the returns that stand for these days cleared,
-- whenever that was booked; and the part without a tax code. What returns of other days cleared is theirs.
WITH moved AS (
    SELECT p.account_id, p.dr - p.cr AS amount, p.tax_code = '' AS is_without_code
    FROM ledger_posting p
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id AND e.series <> %(series)s
    WHERE p.client_id = %(client_id)s AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    )
    UNION ALL
    SELECT p.account_id, p.dr - p.cr, false
    FROM accounting_vat_return v
    JOIN ledger_entry e ON e.client_id = v.client_id AND e.document_id = v.document_id
    JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id
    WHERE v.client_id = %(client_id)s AND v.from_on = %(from_on)s AND v.until_on = %(until_on)s AND v.reversed_by IS NULL
)
SELECT a.number, a.name, sum(m.amount)::bigint AS amount, coalesce(sum(m.amount) FILTER (WHERE m.is_without_code), 0)::bigint AS without_code
FROM moved m
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = m.account_id AND a.role ~ %(roles)s
GROUP BY a.number, a.name
ORDER BY a.number
