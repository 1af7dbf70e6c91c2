-- The items of a partner, and of whom was merged into it, that were open at the end of a day, the oldest due first.
SELECT o.document_id, o.reference, o.document_on, o.due_on, o.open, %(on)s - o.due_on AS days_overdue
FROM ledger_open_on(%(client_id)s, %(on)s) o
JOIN parties_party i ON i.client_id = %(client_id)s AND i.id = o.party_id
WHERE o.side = %(side)s AND o.currency = %(currency)s AND coalesce(i.lead_id, i.id) = %(party_id)s
ORDER BY o.due_on, o.id
LIMIT %(most)s
