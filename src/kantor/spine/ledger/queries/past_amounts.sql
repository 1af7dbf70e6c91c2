-- The amounts of the last invoices of each of some parties, the newest first; what was reversed does not count.
SELECT o.party_id, o.currency, o.amount
FROM unnest(%(parties)s::bigint[]) AS asked (party_id)
CROSS JOIN LATERAL (
    SELECT i.id, i.party_id, i.currency, i.amount
    FROM ledger_open_item i
    WHERE i.client_id = %(client_id)s AND i.party_id = asked.party_id AND i.amount > 0 AND i.document_on <= %(as_of)s
        AND (SELECT r.id FROM ledger_entry r WHERE r.client_id = i.client_id AND r.reverses_id = i.entry_id LIMIT 1) IS NULL
    ORDER BY i.id DESC
    LIMIT %(limit)s
) o
ORDER BY o.party_id, o.id DESC
