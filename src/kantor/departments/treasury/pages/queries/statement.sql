-- The head of one statement.
SELECT s.id, s.client_id, s.document_id, s.account, s.ledger_account, s.number, s.from_on, s.to_on, s.currency, s.opening, s.closing, s.reversed_by
FROM treasury_statement s
WHERE s.client_id = ANY(%(clients)s::integer[]) AND s.document_id = %(document)s::bigint
