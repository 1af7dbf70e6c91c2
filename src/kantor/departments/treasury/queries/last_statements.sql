-- Of each account, currency by currency, the last standing statement that ends by a day.
SELECT DISTINCT ON (s.account, s.currency) s.account, s.ledger_account, s.currency, s.to_on, s.closing, s.document_id
FROM treasury_statement s
WHERE s.client_id = %(client_id)s AND s.to_on <= %(on)s AND s.reversed_by IS NULL
ORDER BY s.account, s.currency, s.to_on DESC, s.id DESC
