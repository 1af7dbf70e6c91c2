-- Parties of a role named by tax numbers or by bank accounts agreed on that day, their own or those of parties merged into them.
-- Looked up number by number (OFFSET 0), because a join is planned badly while the statistics do not know a young client.
WITH wanted AS (SELECT * FROM unnest(%(places)s::int[], %(bys)s::text[], %(numbers)s::text[]) AS wanted (place, by, number))
SELECT wanted.place, wanted.by, coalesce(p.lead_id, p.id) AS party_id
FROM wanted
CROSS JOIN LATERAL (
    SELECT i.client_id, i.party_id
    FROM parties_identifier i
    WHERE wanted.by <> 'iban' AND i.value = wanted.number AND i.scheme IN ('vat', 'nip', 'npwp', 'tax') AND i.ended_on IS NULL
    UNION
    SELECT a.client_id, a.party_id
    FROM parties_bank_account a
    WHERE wanted.by = 'iban' AND a.iban = wanted.number
        AND a.from_on <= %(as_of)s::date AND (a.until_on IS NULL OR a.until_on >= %(as_of)s::date)
    OFFSET 0
) named
JOIN parties_party p ON p.client_id = named.client_id AND p.id = named.party_id AND p.kind = %(role)s::text
