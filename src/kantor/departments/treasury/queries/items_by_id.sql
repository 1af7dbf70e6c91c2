-- Open items as they stand now, of either side.
SELECT o.id, o.side, o.document_id, a.number AS account, o.party_id, p.name, o.reference, o.currency, o.open, o.amount, o.local_amount, o.due_on, o.discounts, o.held_reason
FROM ledger_open_item o
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
WHERE o.client_id = %(client_id)s AND o.id = ANY(%(ids)s::bigint[])
ORDER BY o.id
