-- What is open on both sides, in the books' currency, with its due day; what was merged counts for whom it leads to.
SELECT o.side, o.document_id, o.reference, p.id AS party_id, p.name AS party, o.due_on,
    round(o.local_amount::numeric * o.open / o.amount)::bigint AS local
FROM ledger_open_item o
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
WHERE o.client_id = %(client_id)s AND o.open <> 0
ORDER BY o.due_on, o.id LIMIT %(most)s
