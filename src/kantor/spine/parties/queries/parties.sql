-- Parties by id.
SELECT
    id, client_id, number, name, sort_key, kind AS role, country, language, address, email, account, payment_days,
    blocked_on, blocked_reason, document_id
FROM parties_party
WHERE id = ANY(%(ids)s::bigint[])
