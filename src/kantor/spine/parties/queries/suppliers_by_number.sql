-- Suppliers named by tax numbers or by bank accounts agreed on that day.
WITH wanted AS (SELECT * FROM unnest(%(places)s::int[], %(bys)s::text[], %(numbers)s::text[]) AS wanted (place, by, number))
SELECT wanted.place, wanted.by, p.id AS party_id
FROM wanted
JOIN parties_identifier i ON i.scheme IN ('vat', 'nip', 'npwp', 'tax') AND i.value = wanted.number AND i.ended_on IS NULL
JOIN parties_party p ON p.client_id = i.client_id AND p.id = i.party_id AND p.kind = 'supplier'
WHERE wanted.by <> 'iban'
UNION
SELECT wanted.place, wanted.by, p.id AS party_id
FROM wanted
JOIN parties_bank_account a ON a.iban = wanted.number AND a.from_on <= %(as_of)s::date AND (a.until_on IS NULL OR a.until_on >= %(as_of)s::date)
JOIN parties_party p ON p.client_id = a.client_id AND p.id = a.party_id AND p.kind = 'supplier'
WHERE wanted.by = 'iban'
