-- A page of what is owed, the oldest due first, with whom and for which document; of one party
-- and those that it was merged with, or of days of falling due, where asked.
SELECT o.id, o.client_id, o.document_id, o.entry_id, p.id AS party_id, p.name AS party_name, o.reference, o.currency, o.amount, o.open, o.document_on,
    o.due_on, o.discounts, o.held_reason
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM ledger_open_item i
    WHERE i.client_id = mine.client_id AND i.side = %(side)s::text AND i.open <> 0 AND (i.due_on, i.id) > (%(after_on)s::date, %(after_id)s::bigint)
        AND i.due_on BETWEEN %(due_from)s::date AND %(due_until)s::date AND (%(party)s::bigint IS NULL OR i.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
    ORDER BY i.due_on, i.id LIMIT %(limit)s::bigint
) o
LEFT JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
LEFT JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
ORDER BY o.due_on, o.id
LIMIT %(limit)s::bigint
