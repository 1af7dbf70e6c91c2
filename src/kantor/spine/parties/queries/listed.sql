-- A page of parties by name, without those that are merged into another.
SELECT
    id, client_id, number, name, sort_key, kind AS role, country, language, address, email, account, payment_days, terms,
    blocked_on, blocked_reason, document_id, merged_into_id, lead_id
FROM parties_party
WHERE client_id = ANY(%(clients)s::int[]) AND kind = %(role)s::text AND lead_id IS NULL AND sort_key > %(after)s::text
ORDER BY sort_key, id
LIMIT %(at_most)s::bigint
