-- The amounts of the last invoices of each of some parties and of those that they were merged with, the newest first; what was reversed
-- does not count.
SELECT asked.party_id, o.currency, o.amount
FROM unnest(%(parties)s::bigint[]) AS asked (party_id)
CROSS JOIN LATERAL (
    SELECT last.id, last.currency, last.amount
    FROM parties_family(asked.party_id) AS own (id)
    CROSS JOIN LATERAL (
        SELECT i.id, i.currency, i.amount
        FROM ledger_open_item i
        WHERE i.client_id = %(client_id)s AND i.party_id = own.id AND i.amount > 0 AND i.document_on <= %(as_of)s
            AND (SELECT r.id FROM ledger_entry r WHERE r.client_id = i.client_id AND r.reverses_id = i.entry_id LIMIT 1) IS NULL
        ORDER BY i.id DESC
        LIMIT %(limit)s
    ) last
    ORDER BY last.id DESC
    LIMIT %(limit)s
) o
ORDER BY asked.party_id, o.id DESC
