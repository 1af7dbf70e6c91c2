-- A page of payments and, with their mandate, of direct debits, the newest first, with whom, from which run, and how far its file is;
-- collecting: the clients whose direct debits are seen.
SELECT p.id, p.client_id, p.document_id, p.party_id, s.name AS party_name, p.iban, p.currency, p.amount, p.execute_on, p.remittance,
    p.end_to_end_id, p.mandate_id, p.reversed_by, p.returned_by, p.returned_reason
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM treasury_payment t
    WHERE t.client_id = mine.client_id AND (t.mandate_id IS NULL OR t.client_id = ANY(%(collecting)s::integer[])) AND t.id < %(before)s::bigint AND (%(party)s::bigint IS NULL OR t.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
    ORDER BY t.id DESC LIMIT %(limit)s::bigint
) p
LEFT JOIN parties_party s ON s.client_id = p.client_id AND s.id = p.party_id
ORDER BY p.id DESC
LIMIT %(limit)s::bigint
