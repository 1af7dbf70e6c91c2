-- Currencies in which something was open at the end of the period and that are not valued on that day.
SELECT DISTINCT o.currency AS label, NULL::bigint AS document_id, '' AS account, %(until_on)s::date AS day, NULL::bigint AS amount
FROM ledger_open_on(%(client_id)s, %(until_on)s) o
WHERE o.currency <> (SELECT p.currency FROM ledger_period p WHERE p.client_id = %(client_id)s ORDER BY p.starts_on DESC LIMIT 1)
    AND NOT EXISTS (
        SELECT FROM accounting_revaluation r
        WHERE r.client_id = %(client_id)s AND r."on" = %(until_on)s AND r.currency = o.currency AND r.reversed_by IS NULL
    )
ORDER BY 1
LIMIT %(most)s
