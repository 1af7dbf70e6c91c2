-- What is owed to employees by all that was posted, in minor units of the books' currency.
SELECT coalesce(sum(b.cr - b.dr), 0)::bigint AS amount
FROM ledger_balance b JOIN ledger_account a ON a.client_id = b.client_id AND a.id = b.account_id
WHERE b.client_id = %(client_id)s AND b.ledger = 'main' AND b.currency = %(currency)s AND string_to_array(a.role, ' ') && ARRAY['wages_payable']
