-- What is open with each of some parties and of those that they were merged with, the oldest due first.
SELECT asked.party_id, o.id, o.document_id, o.side, o.reference, o.currency, o.amount, o.open, o.due_on, o.iban, o.held_reason
FROM unnest(%(parties)s::bigint[]) AS asked (party_id)
CROSS JOIN LATERAL parties_family(asked.party_id) AS own (id)
JOIN ledger_open_item o ON o.client_id = %(client_id)s AND o.party_id = own.id AND o.open <> 0
ORDER BY asked.party_id, o.due_on, o.id
