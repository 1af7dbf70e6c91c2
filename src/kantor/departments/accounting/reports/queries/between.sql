-- What some clients have with each other: balances with partners that are one of them by a number that names both, at the end of a day; and
-- revenue and expense, within some days, of entries with such a partner.
WITH partner AS (
    SELECT DISTINCT f.client_id, f.id AS party_id, m.id AS member_id
    FROM access_client m
    JOIN parties_identifier i ON i.client_id = ANY(%(clients)s::integer[]) AND i.client_id <> m.id AND i.ended_on IS NULL
        AND i.scheme IN ('vat', 'nip', 'npwp', 'tax') AND i.value IN (nullif(m.vat_id, ''), nullif(m.tax_number, ''), nullif(substr(m.vat_id, 3), ''))
    JOIN parties_party p ON p.client_id = i.client_id AND p.id = i.party_id
    JOIN parties_party f ON f.client_id = p.client_id AND coalesce(f.lead_id, f.id) = coalesce(p.lead_id, p.id)
    WHERE m.id = ANY(%(clients)s::integer[])
), met AS (
    SELECT g.client_id, g.entry_id, g.account_id, partner.member_id, g.dr - g.cr AS amount, e.booked_on
    FROM partner
    JOIN ledger_posting g ON g.client_id = partner.client_id AND g.party_id = partner.party_id
    JOIN ledger_entry e ON e.client_id = g.client_id AND e.id = g.entry_id AND e.ledger = 'main' AND e.booked_on <= %(until_on)s
)
SELECT a.client_id, met.member_id, a.number, a.name, a.kind, sum(met.amount)::bigint AS amount
FROM met
JOIN ledger_account a ON a.client_id = met.client_id AND a.id = met.account_id AND a.kind NOT IN ('revenue', 'expense')
GROUP BY a.client_id, met.member_id, a.number, a.name, a.kind
HAVING sum(met.amount) <> 0
UNION ALL
SELECT a.client_id, entry.member_id, a.number, a.name, a.kind, sum(g.dr - g.cr)::bigint
FROM (SELECT DISTINCT client_id, entry_id, member_id FROM met WHERE booked_on >= %(from_on)s) entry
JOIN ledger_posting g ON g.client_id = entry.client_id AND g.entry_id = entry.entry_id
JOIN ledger_account a ON a.client_id = g.client_id AND a.id = g.account_id AND a.kind IN ('revenue', 'expense')
GROUP BY a.client_id, entry.member_id, a.number, a.name, a.kind
HAVING sum(g.dr - g.cr) <> 0
ORDER BY 1, 2, 3
