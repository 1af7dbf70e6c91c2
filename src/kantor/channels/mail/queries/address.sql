-- The address that answers of a client come from.
SELECT address FROM mail_mailbox WHERE client_id = %(client_id)s AND ended_at IS NULL AND address <> '' ORDER BY id LIMIT 1
