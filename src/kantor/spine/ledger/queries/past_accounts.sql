-- Where the last entries of each of some parties were posted, the newest first: on accounts that a clerk chooses, not on those that
-- the house finds by their role (taxes, differences, clearing).
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
WHERE a.closed_on IS NULL AND a.kind IN ('asset', 'expense')
    AND (a.role IN ('', 'fixed_asset', 'low_value_asset', 'freight_in', 'bank_charges') OR a.role LIKE '%%expense')
ORDER BY asked.party_id, p.entry_id DESC, p.line
