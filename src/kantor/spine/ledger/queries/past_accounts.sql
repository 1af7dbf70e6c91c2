-- Where the last entries of each of some parties were posted (expense, or an asset without a role of its own), the newest first.
SELECT asked.party_id, a.number AS account, p.tax_code, p.cost_centre, p.project, p.text
FROM unnest(%(parties)s::bigint[]) AS asked (party_id)
CROSS JOIN LATERAL (
    SELECT DISTINCT i.entry_id
    FROM ledger_open_item i
    WHERE i.client_id = %(client_id)s AND i.party_id = asked.party_id AND i.document_on <= %(as_of)s
        AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.client_id = i.client_id AND r.reverses_id = i.entry_id)
    ORDER BY i.entry_id DESC
    LIMIT %(limit)s
) o
JOIN ledger_posting p ON p.client_id = %(client_id)s AND p.entry_id = o.entry_id
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE a.closed_on IS NULL AND (a.kind = 'expense' OR (a.kind = 'asset' AND a.role = ''))
ORDER BY asked.party_id, p.id DESC
