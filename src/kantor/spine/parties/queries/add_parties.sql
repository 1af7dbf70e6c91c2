-- Takes up parties; those whose number is taken are left out.
INSERT INTO parties_party (
    client_id, number, name, sort_key, comparable, kind, country, language, address, email, account, payment_days, terms, blocked_reason,
    document_id
)
SELECT
    %(client_id)s::int, given.number, given.name, given.sort_key, given.comparable, given.kind, given.country, given.language, given.address,
    given.email, given.account, given.payment_days, given.terms, '', given.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (
    number text, name text, sort_key text, comparable text, kind text, country text, language text, address jsonb, email text,
    account text, payment_days int, terms jsonb, document_id bigint
)
ON CONFLICT (client_id, kind, number) DO NOTHING
RETURNING id, kind, number
