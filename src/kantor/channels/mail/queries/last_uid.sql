-- The last message of a mailbox that was fetched.
SELECT coalesce(max(uid), 0) FROM mail_fetched
WHERE client_id = %(client_id)s AND mailbox_id = %(mailbox_id)s AND validity = %(validity)s::bigint
