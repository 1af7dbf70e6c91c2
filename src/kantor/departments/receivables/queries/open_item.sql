-- Receivables that are open, by their reference.
SELECT o.id, o.reference, o.party_id, p.name AS customer, a.number AS account, o.currency, o.open, o.amount, o.local_amount, o.due_on,
    c.currency AS own
FROM ledger_open_item o
JOIN access_client c ON c.id = o.client_id
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
WHERE o.side = 'receivable' AND o.open > 0 AND o.reference = ANY(%(references)s::text[])
ORDER BY o.id
