-- One page of what is owed, the oldest due first, after the item seen last; of all clients seen or of some, of all parties or of one
-- and those that it was merged with.
SELECT o.id, o.client_id, o.document_id, o.entry_id, o.side, o.party_id, a.number AS account, o.reference, o.currency, o.amount, o.open,
    o.local_amount, o.document_on, o.due_on, o.discounts, o.iban, o.held_reason
FROM ledger_open_item o
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
WHERE o.client_id = ANY(%(clients)s) AND o.side = %(side)s AND o.open <> 0
    AND (%(party_id)s::bigint IS NULL OR o.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party_id)s::bigint) AS own (id))))
    AND (o.due_on, o.id) > (%(after_on)s, %(after_id)s)
ORDER BY o.due_on, o.id
LIMIT %(limit)s
