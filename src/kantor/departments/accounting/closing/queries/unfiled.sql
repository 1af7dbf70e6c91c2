-- Periods in which something was posted with a tax code and whose return was not filed.
SELECT p.year || '/' || p.number AS label, NULL::bigint AS document_id, '' AS account, p.ends_on AS day, NULL::bigint AS amount
FROM ledger_period p
WHERE p.client_id = %(client_id)s AND p.starts_on >= %(from_on)s AND p.ends_on <= %(until_on)s AND p.filed_at IS NULL
    AND p.id IN (SELECT t.period_id FROM ledger_turned t WHERE t.client_id = %(client_id)s AND t.tax_code <> '')
ORDER BY p.starts_on
LIMIT %(most)s
