-- What each account is used for.
SELECT role, number FROM ledger_account
WHERE client_id = %(client_id)s AND role <> '' AND closed_on IS NULL
ORDER BY number
