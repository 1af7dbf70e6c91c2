-- What is in bank and cash by all that was posted, in minor units of the books' currency; an account may play several roles.
SELECT coalesce(sum(p.dr - p.cr), 0)::bigint AS amount
FROM ledger_balance p JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE p.client_id = %(client_id)s AND p.ledger = 'main' AND p.currency = %(currency)s AND string_to_array(a.role, ' ') && ARRAY['bank', 'cash', 'money_in_transit']
