-- Where the last entries of each of some parties, and of those that they were merged with, were posted, the newest first: on accounts that a clerk chooses, not on those that
-- the house finds by their role (taxes, differences, clearing).
-- Looked up party by party, entry by entry (OFFSET 0), because a join is planned badly while the statistics do not know a young client.
SELECT asked.party_id, a.number AS account, p.tax_code, p.cost_centre, p.project, p.text
FROM unnest(%(parties)s::bigint[]) AS asked (party_id)
CROSS JOIN LATERAL (
    SELECT last.entry_id
    FROM parties_family(asked.party_id) AS own (id)
    CROSS JOIN LATERAL (
        SELECT i.id, i.entry_id
        FROM ledger_open_item i
        WHERE i.client_id = %(client_id)s AND i.party_id = own.id AND i.document_on <= %(as_of)s
            AND (SELECT r.id FROM ledger_entry r WHERE r.client_id = i.client_id AND r.reverses_id = i.entry_id LIMIT 1) IS NULL
        ORDER BY i.id DESC
        LIMIT %(limit)s
    ) last
    ORDER BY last.id DESC
    LIMIT %(limit)s
) o
CROSS JOIN LATERAL (
    SELECT p.entry_id, p.line, p.account_id, p.tax_code, p.cost_centre, p.project, p.text
    FROM ledger_posting p
    WHERE p.client_id = %(client_id)s AND p.entry_id = o.entry_id
    OFFSET 0
) p
CROSS JOIN LATERAL (
    SELECT a.number
    FROM ledger_account a
    WHERE a.client_id = %(client_id)s AND a.id = p.account_id AND a.closed_on IS NULL AND a.kind IN ('asset', 'expense')
        AND NOT EXISTS (
            SELECT FROM unnest(string_to_array(a.role, ' ')) AS own (role)
            WHERE own.role NOT IN ('', 'fixed_asset', 'low_value_asset', 'freight_in', 'bank_charges') AND own.role NOT LIKE '%%expense'
        )
    OFFSET 0
) a
ORDER BY asked.party_id, p.entry_id DESC, p.line
