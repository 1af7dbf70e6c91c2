-- What stands behind open items by tax code, in the client's currency: the net amount, and the tax on each tax account.
SELECT o.id AS open_item_id, o.client_id, p.tax_code, kept.side, CASE WHEN kept.side = 'net' THEN '' ELSE a.number END AS account,
    p.currency, sum(p.dr - p.cr) AS amount
FROM ledger_open_item o
JOIN ledger_posting p ON p.client_id = o.client_id AND p.entry_id = o.entry_id
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN a.role ~ '(^| )(waiting_)?input_vat' THEN 'input'
        WHEN a.role ~ '(^| )((waiting_)?output_vat|oss_vat)' THEN 'output' ELSE 'net' END AS side
) kept
WHERE o.id = ANY(%(ids)s) AND p.tax_code <> ''
GROUP BY o.id, o.client_id, p.tax_code, kept.side, 5, p.currency
ORDER BY o.id, p.tax_code, kept.side
