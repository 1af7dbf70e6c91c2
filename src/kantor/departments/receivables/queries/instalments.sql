-- Open instalments of invoices, by the reference of the invoice, the first due first; those that a plan which stands has made.
SELECT o.id, o.reference, o.party_id, p.name AS customer, a.number AS account, o.currency, o.open, o.amount, o.local_amount, o.due_on,
    c.currency AS own, d.number AS invoice, d.id AS plan
FROM ledger_open_item o
JOIN documents_document d ON d.client_id = o.client_id AND d.id = o.document_id
JOIN access_client c ON c.id = o.client_id
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
WHERE o.side = 'receivable' AND o.open > 0 AND documents_way(d.type, d.seen_by) = 'receivables.instalment_plan'
    AND d.state = 'effective' AND d.number = ANY(%(references)s::text[])
ORDER BY o.due_on, o.id
