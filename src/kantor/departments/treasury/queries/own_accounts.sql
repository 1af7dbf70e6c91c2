-- The accounts of which statements are booked, currency by currency, each with the account of the books and the profile that a person confirmed last.
SELECT DISTINCT ON (s.account, s.currency) s.account, s.currency, s.ledger_account, s.profile
FROM treasury_statement s
WHERE s.client_id = %(client_id)s AND s.reversed_by IS NULL
ORDER BY s.account, s.currency, s.id DESC
