-- The share of each input tax account in the gross amount behind an open item; self-assessed tax, which cancels out, has none.
SELECT o.id AS open_item_id, o.client_id, a.number AS account, round(sum(p.dr - p.cr)::numeric / nullif(o.local_amount, 0), 8) AS share
FROM ledger_open_item o
JOIN ledger_posting p ON p.client_id = o.client_id AND p.entry_id = o.entry_id
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE o.id = ANY(%(ids)s) AND a.role LIKE 'input_vat%%' AND NOT EXISTS (
    SELECT 1 FROM ledger_posting s JOIN ledger_account t ON t.client_id = s.client_id AND t.id = s.account_id
    WHERE s.client_id = p.client_id AND s.entry_id = p.entry_id AND s.tax_code = p.tax_code AND t.role LIKE 'output_vat%%')
GROUP BY o.id, o.client_id, a.number, o.local_amount
HAVING sum(p.dr - p.cr) <> 0
ORDER BY o.id, a.number
