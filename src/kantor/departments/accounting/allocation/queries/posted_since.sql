-- What was posted on cost centres in months for which they were divided already, after that: minor units, debit less credit, by the document
-- that divided them; of one centre or of all. The days lead from a month to its later entries and from these to their postings, and no other way
-- (OFFSET 0).
SELECT d.centre, d.document_id, d."on", sum(p.amount)::bigint AS amount
FROM accounting_allocation d
JOIN ledger_period m ON m.client_id = d.client_id AND d."on" BETWEEN m.starts_on AND m.ends_on
CROSS JOIN LATERAL (
    SELECT max(own.id) AS id FROM ledger_entry own WHERE own.client_id = d.client_id AND own.document_id = d.document_id OFFSET 0
) own
CROSS JOIN LATERAL (
    SELECT e.id FROM ledger_entry e
    WHERE e.client_id = m.client_id AND e.booked_on BETWEEN m.starts_on AND m.ends_on AND e.id > own.id AND e.ledger = 'main' OFFSET 0
) e
CROSS JOIN LATERAL (
    SELECT p.account_id, p.dr - p.cr AS amount FROM ledger_posting p
    WHERE p.client_id = d.client_id AND p.entry_id = e.id AND p.cost_centre = d.centre OFFSET 0
) p
JOIN ledger_account a ON a.client_id = d.client_id AND a.id = p.account_id AND a.kind IN ('revenue', 'expense')
WHERE d.client_id = %(client_id)s AND d.reversed_by IS NULL AND d."on" BETWEEN %(from_on)s AND %(until_on)s
    AND (%(centre)s = '' OR d.centre = %(centre)s)
GROUP BY d.centre, d.document_id, d."on"
HAVING sum(p.amount) <> 0
ORDER BY d."on", d.centre
