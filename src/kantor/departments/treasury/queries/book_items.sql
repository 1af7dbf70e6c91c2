-- What is open with anybody, in one currency, as lines of statements are matched to it.
SELECT o.id, o.side, coalesce(i.lead_id, i.id) AS party_id, o.currency, o.open, o.amount, o.local_amount, o.document_on, o.due_on, o.reference, o.discounts
FROM ledger_open_item o
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
WHERE o.client_id = %(client_id)s AND o.currency = %(currency)s AND o.open <> 0
ORDER BY o.id
