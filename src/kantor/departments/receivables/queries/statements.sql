-- What is open of customers, or of one, theirs and that of all whom they were merged with, each item with its days, for statements of account.
SELECT o.reference, o.currency, o.open, o.document_on, o.due_on, p.id AS party_id, p.name AS customer, p.country, p.language, p.email, p.address
FROM ledger_open_item o
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
WHERE o.side = 'receivable' AND o.open <> 0 AND o.document_on <= %(on)s::date
    AND (%(customer)s::bigint IS NULL OR o.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(customer)s::bigint) AS own (id))))
ORDER BY p.sort_key, p.id, o.currency, o.due_on, o.id LIMIT %(most)s::int
