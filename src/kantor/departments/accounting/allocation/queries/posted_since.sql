-- What was posted on cost centres in months for which they were divided already, after that: minor units, debit less credit, by the document
-- that divided them; of one centre or of all. The days lead from a month to its entries and from these to their postings.
SELECT d.centre, d.document_id, d."on", sum(p.dr - p.cr)::bigint AS amount
FROM accounting_allocation d
JOIN ledger_period m ON m.client_id = d.client_id AND d."on" BETWEEN m.starts_on AND m.ends_on
JOIN ledger_entry e ON e.client_id = m.client_id AND e.booked_on BETWEEN m.starts_on AND m.ends_on AND e.ledger = 'main'
    AND e.id > (SELECT max(own.id) FROM ledger_entry own WHERE own.client_id = d.client_id AND own.document_id = d.document_id)
JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id AND p.cost_centre = d.centre
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id AND a.kind IN ('revenue', 'expense')
WHERE d.client_id = %(client_id)s AND d.reversed_by IS NULL AND d."on" BETWEEN %(from_on)s AND %(until_on)s
    AND (%(centre)s = '' OR d.centre = %(centre)s)
GROUP BY d.centre, d.document_id, d."on"
HAVING sum(p.dr - p.cr) <> 0
ORDER BY d."on", d.centre
