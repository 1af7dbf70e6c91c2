-- What a client and others say of each other, at the end of a day: balances with the partner that is the other one by a number that names
-- it, by the currency in which it is owed.
WITH partner AS (
    SELECT DISTINCT f.client_id, f.id AS party_id, m.id AS member_id
    FROM access_client m
    JOIN parties_identifier i ON i.client_id = ANY(%(partners)s::integer[] || %(client_id)s::integer) AND i.client_id <> m.id
        AND (i.client_id = %(client_id)s OR m.id = %(client_id)s) AND i.ended_on IS NULL AND i.scheme IN ('vat', 'nip', 'npwp', 'tax')
        AND i.value IN (nullif(m.vat_id, ''), nullif(m.tax_number, ''), nullif(substr(m.vat_id, 3), ''))
    JOIN parties_party p ON p.client_id = i.client_id AND p.id = i.party_id
    JOIN parties_party f ON f.client_id = p.client_id AND coalesce(f.lead_id, f.id) = coalesce(p.lead_id, p.id)
    WHERE m.id = ANY(%(partners)s::integer[] || %(client_id)s::integer)
)
SELECT t.client_id, t.member_id, coalesce(nullif(g.foreign_currency, ''), g.currency) AS currency,
    sum(coalesce(g.foreign_amount, g.dr - g.cr))::bigint AS amount
FROM partner t
JOIN ledger_posting g ON g.client_id = t.client_id AND g.party_id = t.party_id
JOIN ledger_entry e ON e.client_id = g.client_id AND e.id = g.entry_id AND e.ledger = 'main' AND e.booked_on <= %(until_on)s
JOIN ledger_account a ON a.client_id = g.client_id AND a.id = g.account_id AND a.kind NOT IN ('revenue', 'expense')
GROUP BY 1, 2, 3
HAVING sum(coalesce(g.foreign_amount, g.dr - g.cr)) <> 0
ORDER BY 1, 2, 3
