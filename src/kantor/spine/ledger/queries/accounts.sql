-- The client's chart of accounts.
SELECT number, name, kind, role, tax_code, closed_on
FROM ledger_account
WHERE client_id = %(client_id)s
ORDER BY number
