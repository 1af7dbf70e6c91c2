-- Planned entries that are not filed yet and move money: their day, and debit less credit of the accounts for bank and cash, as exact numbers.
-- Wages that are to be paid out count as money that goes: an entry that pays them moves nothing more.
SELECT p.document_id, p.text, p.due_on, sum(coalesce(nullif(l.cells ->> 'debit', '')::numeric, 0) - coalesce(nullif(l.cells ->> 'credit', '')::numeric, 0)) AS amount
FROM accounting_planned p
CROSS JOIN LATERAL jsonb_array_elements(p.lines) AS l (cells)
JOIN ledger_account a ON a.client_id = p.client_id AND a.number = l.cells ->> 'account' AND string_to_array(a.role, ' ') && ARRAY['bank', 'cash', 'wages_payable']
WHERE p.client_id = %(client_id)s AND p.filed_id IS NULL AND p.struck_on IS NULL AND p.due_on <= %(until)s
GROUP BY p.id, p.document_id, p.text, p.due_on
ORDER BY p.due_on, p.id
